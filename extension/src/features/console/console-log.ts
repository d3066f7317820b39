import path from 'node:path';
import { env, l10n, StatusBarAlignment, Uri, window, workspace } from 'vscode';
import { setContext } from '../../infrastructure/context';
import { offer, type WayOut } from '../../infrastructure/failure';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceChoice } from '../device/device-choice';
import type { DeviceConsole } from './device-console';
import { logName } from './log-name';

/** What the board prints, in a file: every byte, as the sidecar writes it. */
export class ConsoleLog {
  private readonly item = window.createStatusBarItem('consoleLog', StatusBarAlignment.Left);
  private running: { readonly device: string; readonly file: string } | undefined;
  private readonly following;

  constructor(
    private readonly sidecar: Sidecar,
    private readonly devices: DeviceChoice,
    private readonly console: DeviceConsole,
  ) {
    this.item.name = l10n.t('OTA Tools: Console Log');
    this.item.command = 'otaTools.stopConsoleLog';
    this.following = console.onDidEnd(() => {
      if (this.running) {
        console.panel.note(l10n.t('The log file ends here: {0}', this.running.file));
        this.follow(undefined);
      }
    });
  }

  /** From now on all goes into a file, what the sidecar remembers first. */
  async start(): Promise<void> {
    const device = await this.devices.require();
    const file = await this.ask(l10n.t('Log Device Console to File'), l10n.t('Log'));
    if (file === undefined) {
      return;
    }
    await this.console.open(device);
    await this.sidecar.request('otatools/console/log', { ...this.devices.params(device), path: file });
    this.follow({ device, file });
    this.console.panel.note(l10n.t('All that the board prints goes into {0}', file));
  }

  async stop(): Promise<void> {
    const { running } = this;
    if (running) {
      const { bytes } = await this.sidecar.request('otatools/console/log', this.devices.params(running.device));
      this.follow(undefined);
      this.tell(running.file, bytes);
    }
  }

  /** What the sidecar remembers of the console, once. */
  async save(): Promise<void> {
    if (this.running) {
      void offer(window.showInformationMessage(l10n.t('The console is being logged to {0} already.', this.running.file), openFile(this.running.file)));
      return;
    }
    const device = await this.devices.require();
    const file = await this.ask(l10n.t('Save Device Console'), l10n.t('Save'));
    if (file !== undefined) {
      await this.console.open(device);
      const params = this.devices.params(device);
      await this.sidecar.request('otatools/console/log', { ...params, path: file });
      const { bytes } = await this.sidecar.request('otatools/console/log', params);
      this.tell(file, bytes);
    }
  }

  dispose(): void {
    this.following.dispose();
    this.item.dispose();
  }

  private async ask(title: string, saveLabel: string): Promise<string | undefined> {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const name = logName(new Date());
    const chosen = await window.showSaveDialog({
      title, saveLabel,
      ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
      filters: { [l10n.t('Console log')]: ['log', 'txt'] },
    });
    return chosen?.fsPath;
  }

  private follow(running: { readonly device: string; readonly file: string } | undefined): void {
    this.running = running;
    this.console.panel.logFile = running?.file;
    setContext('consoleLogging', running !== undefined);
    if (running) {
      this.item.text = `$(record) ${path.basename(running.file)}`;
      this.item.tooltip = l10n.t('All that {0} prints goes into {1}. Click to stop.', running.device, running.file);
      this.item.show();
    } else {
      this.item.hide();
    }
  }

  private tell(file: string, bytes: number): void {
    void offer(window.showInformationMessage(l10n.t('{0} bytes of the console are in {1}.', bytes.toLocaleString(env.language), file), openFile(file)));
  }
}

const openFile = (file: string): WayOut => ({ title: l10n.t('Open File'), command: 'vscode.open', arguments: [Uri.file(file)] });
