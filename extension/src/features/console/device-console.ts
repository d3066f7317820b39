import { l10n, type OutputChannel, window } from 'vscode';
import type { DeviceChoice } from '../device/device-choice';
import type { Sidecar } from '../../server/sidecar';
import { Batch } from './batch';
import { LineEnds } from './console-text';

/** The board's console in the output panel: all that the board prints while its port is open. */
export class DeviceConsole {
  private readonly channel: OutputChannel = window.createOutputChannel(l10n.t('OTA Tools: Device Console'));
  private readonly batch = new Batch((text) => this.channel.append(text));
  private lineEnds = new LineEnds();
  /** The device whose console is wanted: opened again after a crash of the sidecar. */
  private wanted: string | undefined;
  private baud = 0;
  private inLine = false;

  constructor(
    private readonly sidecar: Sidecar,
    private readonly devices: DeviceChoice,
  ) {
    sidecar.on('otatools/console/output', ({ text }) => this.print(this.lineEnds.push(text)));
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
    this.channel.show(true);
  }

  /** Opens the port, to show what the board prints from now on. */
  async open(device: string): Promise<void> {
    const params = this.devices.params(device);
    if (this.wanted !== device) {
      // Before the answer: what the board prints may be here first.
      this.note(l10n.t('Console of {0}', device));
    }
    await this.sidecar.request('otatools/console/open', params);
    this.baud = params.baud;
    this.wanted = device;
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
    this.note(l10n.t('Disconnected from {0}; other programs can use it now.', device));
  }

  /** After a crash of the sidecar. */
  async restore(): Promise<void> {
    this.lineEnds = new LineEnds();
    if (this.wanted !== undefined) {
      this.note(l10n.t('The server was started again; the console of {0} goes on.', this.wanted));
      await this.sidecar.request('otatools/console/open', this.devices.params(this.wanted));
    }
  }

  dispose(): void {
    this.batch.flush();
    this.channel.dispose();
  }

  private onClosed(): void {
    this.lineEnds = new LineEnds();
    if (this.wanted !== undefined) {
      this.note(l10n.t('The connection to {0} is gone. Plug the board in again, then run "OTA Tools: Show Device Console".', this.wanted));
      this.wanted = undefined;
    }
  }

  /** A line of ours between those of the board. */
  private note(text: string): void {
    this.print(`${this.inLine ? '\n' : ''}--- ${text} ---\n`);
  }

  private print(text: string): void {
    if (text !== '') {
      this.inLine = !text.endsWith('\n');
      this.batch.add(text);
    }
  }
}
