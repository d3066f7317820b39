import { EventEmitter, l10n } from 'vscode';
import type { DeviceChoice } from '../device/device-choice';
import type { Sidecar } from '../../server/sidecar';
import { ConsolePanel } from './console-panel';
import { ConsoleSettings } from './console-settings';
import { SeriousLines } from './serious-lines';

/** The console of the chosen board: all that it prints while its port is open. The sidecar finds a board that went away. */
export class DeviceConsole {
  private readonly settings = new ConsoleSettings();
  readonly panel = new ConsolePanel(this.settings.read());
  private readonly serious = new SeriousLines();
  private readonly ended = new EventEmitter<void>();
  /** The port was let go, or the sidecar crashed: whatever was bound to the session is over. */
  readonly onDidEnd = this.ended.event;
  /** The device whose console is wanted: opened again after a crash of the sidecar. */
  private wanted: string | undefined;
  private baud = 0;

  constructor(
    private readonly sidecar: Sidecar,
    private readonly devices: DeviceChoice,
  ) {
    sidecar.on('otatools/console/output', ({ text, skipped }) => this.panel.output(text, skipped));
    sidecar.on('otatools/console/explained', ({ line, explanation, level }) => {
      this.panel.explain(line, explanation);
      if (level === 'error') {
        this.serious.tell(line, explanation);
      }
    });
    sidecar.on('otatools/console/lost', ({ message }) => {
      this.panel.endOfText();
      this.panel.note(message);
    });
    sidecar.on('otatools/console/back', ({ message }) => this.panel.note(message));
    sidecar.on('otatools/console/closed', () => this.onClosed());
  }

  /** Opens the port where it is not open, and shows the panel. */
  async show(): Promise<void> {
    const device = await this.devices.require();
    this.reveal();
    await this.open(device);
  }

  /** Shows the panel; what the board prints comes as soon as something opens its port. */
  reveal(): void {
    this.panel.show();
  }

  /** Opens the port, to show what the board prints from now on. False: the board is away, and is looked for. */
  async open(device: string): Promise<boolean> {
    const params = this.devices.params(device);
    if (this.wanted !== device) {
      // Before the answer: what the board prints may be here first.
      this.panel.note(l10n.t('Console of {0}', device));
    }
    const { open } = await this.sidecar.request('otatools/console/open', params);
    this.baud = params.baud;
    this.wanted = device;
    return open;
  }

  /** The settings of its lines changed. */
  followSettings(): void {
    this.panel.configure(this.settings.read());
  }

  /** Another device was chosen: the port of the one before is let go. Another baud rate: it is opened anew. */
  async followDevice(): Promise<void> {
    const device = this.wanted;
    if (device !== undefined && device !== this.devices.current) {
      await this.disconnect(device);
    } else if (device !== undefined && this.devices.params(device).baud !== this.baud) {
      await this.disconnect(device);
      await this.open(device);
    }
  }

  /** Lets go of the port, for other programs. */
  async disconnect(device: string): Promise<void> {
    this.wanted = undefined;
    await this.sidecar.request('otatools/device/close', this.devices.params(device));
    this.panel.endOfText();
    this.panel.note(l10n.t('Disconnected from {0}; other programs can use it now.', device));
    this.ended.fire();
  }

  /** After a crash of the sidecar. */
  async restore(): Promise<void> {
    this.panel.endOfText();
    this.ended.fire();
    if (this.wanted !== undefined) {
      this.panel.note(l10n.t('The server was started again; the console of {0} goes on.', this.wanted));
      await this.sidecar.request('otatools/console/open', this.devices.params(this.wanted));
    }
  }

  dispose(): void {
    this.panel.dispose();
    this.ended.dispose();
  }

  /** For good, and not by us: the sidecar finds a board that only went away for a while. */
  private onClosed(): void {
    this.panel.endOfText();
    if (this.wanted !== undefined) {
      this.panel.note(l10n.t('The console of {0} is closed. "Show Device Console" opens it again.', this.wanted));
      this.wanted = undefined;
      this.ended.fire();
    }
  }
}
