import { commands, EventEmitter, l10n, type OutputChannel, window } from 'vscode';
import { setContext } from '../../infrastructure/context';
import { servedFolder } from '../../infrastructure/folder';
import { ifSet } from '../../infrastructure/if-set';
import type { Memory } from '../../infrastructure/memory';
import type { OneAtATime } from '../../infrastructure/one-at-a-time';
import { readSettings, writeSetting } from '../../infrastructure/settings';
import type { ReportedTransfer, ServingState } from '../../server/protocol';
import { isConnectionLost } from '../../server/rpc-error';
import type { Sidecar } from '../../server/sidecar';
import { Downloads } from './downloads';
import { portProblem } from './port-rules';
import { ServingStatus } from './serving-status';
import { stopServing } from './stopping';

/** The HTTP server that boards pull from: on or off, its status-bar item and its channel of requests. */
export class Serving {
  private readonly status = new ServingStatus();
  private readonly downloads = new Downloads();
  private state: ServingState | undefined;
  /** The folder that is served, kept across a crash of the sidecar. */
  private wanted: string | undefined;
  private readonly changed = new EventEmitter<void>();
  /** What is served, or whether, is another. */
  readonly onDidChange = this.changed.event;
  /** Settings changed during a download. */
  private toFollow = false;

  constructor(
    private readonly sidecar: Sidecar,
    private readonly memory: Memory,
    private readonly work: OneAtATime,
    private readonly requests: OutputChannel,
  ) {
    sidecar.on('otatools/serving/transfer', (transfer) => this.onTransfer(transfer));
    sidecar.onDidEnd(() => this.clear());
    this.refresh();
  }

  /** The folder that is served now. */
  get root(): string | undefined {
    return this.state?.serving ? this.state.root : undefined;
  }

  /** Nobody but this computer is served: a simulated board. */
  get isForThisComputer(): boolean {
    return /^http:\/\/127\./.test(this.state?.url ?? '');
  }

  /** The workspace has to do with boards: the status bar says whether it is served. */
  reveal(): void {
    this.status.reveal();
  }

  /** Starts serving the workspace's folder, or goes on where it is served already. */
  async start(): Promise<void> {
    const before = this.state?.url;
    this.wanted = await servedFolder(this.memory);
    try {
      await this.apply(this.wanted);
    } catch (error) {
      if (!isConnectionLost(error)) {
        this.wanted = this.state?.root; // what was served before is served still
      }
      throw error;
    }
    if (this.state?.url !== before) {
      this.requests.appendLine(l10n.t('Serving {0} at {1}', this.state?.root ?? '', this.state?.url ?? ''));
    }
  }

  /** Starts serving where nothing is served, or another folder: for an update, which is not to cut other boards' downloads. */
  async ensure(): Promise<void> {
    const isOther = this.downloads.summary === undefined && this.root !== (await servedFolder(this.memory));
    if (!this.state?.serving || isOther) {
      await this.start();
    }
  }

  async stop(): Promise<void> {
    this.work.requireIdle(); // new firmware proves itself by reaching this server; without it the board rolls back
    const stopped = await stopServing(this.sidecar, this.downloads.summary?.boards ?? 0);
    if (stopped === undefined) {
      return;
    }
    this.wanted = undefined;
    this.state = undefined;
    await this.memory.rememberFolder(undefined); // of several folders another one can be chosen now
    this.downloads.clear();
    this.requests.appendLine(l10n.t('Serving stopped'));
    if (stopped.interrupted.length > 0) {
      this.requests.appendLine(l10n.t('Cut off: {0}', stopped.interrupted.join(', ')));
    }
    this.refresh();
    this.changed.fire();
  }

  async toggle(): Promise<void> {
    await (this.state?.serving ? this.stop() : this.start());
  }

  /** A setting changed: what is served already is served under the new one, once no board downloads. */
  async followSettings(): Promise<void> {
    this.toFollow = this.state?.serving === true && this.downloads.summary !== undefined;
    if (this.state?.serving && !this.toFollow) {
      await this.start();
    }
  }

  /** Asks for another port, remembers it and serves there. */
  async changePort(): Promise<void> {
    const text = await window.showInputBox({
      title: l10n.t('Serve on another port'),
      prompt: l10n.t('Boards remember the port in their FW_URL: upload the device scripts again after a change.'),
      value: String(readSettings().port + 1),
      ignoreFocusOut: true,
      validateInput: (value) => (portProblem(value) ? l10n.t('A port is a number from 1 to 65535.') : undefined),
    });
    if (text !== undefined) {
      await writeSetting('port', Number(text));
      await this.ensure(); // what is served already follows its setting
    }
  }

  /** The sidecar runs again after a crash. */
  async restore(): Promise<void> {
    if (this.wanted !== undefined) {
      await this.apply(this.wanted);
    }
  }

  dispose(): void {
    this.status.dispose();
    this.changed.dispose();
  }

  private async apply(root: string): Promise<void> {
    const { device, address, port } = readSettings();
    this.state = await this.sidecar.request('otatools/serving/start', {
      root,
      port,
      ...ifSet({ device, address }),
    });
    this.refresh();
    this.changed.fire();
  }

  private clear(): void {
    this.state = undefined;
    this.downloads.clear();
    this.refresh();
    this.changed.fire();
  }

  private onTransfer(transfer: ReportedTransfer): void {
    this.downloads.report(transfer);
    if (transfer.line !== undefined) {
      this.requests.appendLine(transfer.line);
    }
    this.refresh();
    if (this.toFollow && this.downloads.summary === undefined) {
      this.toFollow = false;
      void commands.executeCommand('otaTools.startServing');
    }
  }

  private refresh(): void {
    this.status.show(this.state, this.downloads.summary);
    setContext('serving', this.state?.serving ?? false);
  }
}
