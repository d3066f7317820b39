import { l10n, type Terminal, ThemeIcon, window } from 'vscode';
import type { OneAtATime } from '../../infrastructure/one-at-a-time';
import type { Notifications } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceConsole } from '../console/device-console';
import type { DeviceChoice } from '../device/device-choice';
import { isSameDevice } from '../device/same-device';
import { ReplSession } from './repl-session';
import { ReplTerminal } from './repl-terminal';

/** The command that opens a terminal on the session of the chosen device; one terminal in a window. */
export class DeviceRepl {
  private shown: { readonly terminal: Terminal; readonly session: ReplSession } | undefined;
  /** The devices whose line an exchange has. */
  private busy: string[] = [];

  constructor(
    private readonly sidecar: Sidecar,
    private readonly devices: DeviceChoice,
    private readonly console: DeviceConsole,
    private readonly work: OneAtATime,
  ) {
    sidecar.on('otatools/console/output', ({ device, text, skipped }) => this.of(device)?.output(text, skipped));
    sidecar.on('otatools/console/lost', ({ device, message }) => this.of(device)?.lost(message));
    sidecar.on('otatools/console/back', ({ device, message }) => this.of(device)?.back(message));
    sidecar.on('otatools/console/closed', ({ device }) => this.of(device)?.closed());
    sidecar.on('otatools/console/busy', (params) => this.onBusy(params));
  }

  async open(): Promise<void> {
    if (this.shown) {
      this.shown.terminal.show();
      return;
    }
    const device = await this.devices.require();
    const session = this.start(device);
    await session.opened;
    await session.connect();
  }

  /** Another device was chosen: the terminal goes on with that one. */
  async followDevice(): Promise<void> {
    const { current } = this.devices;
    if (this.shown && current !== '' && current !== this.shown.session.device) {
      await this.shown.session.follow(current);
    }
  }

  /** After a crash of the sidecar. */
  restore(): void {
    this.busy = [];
    this.shown?.session.restored();
  }

  dispose(): void {
    this.shown?.terminal.dispose();
  }

  private start(device: string): ReplSession {
    const pty = new ReplTerminal((stroke) => session.stroke(stroke));
    const session = new ReplSession(device, pty, {
      connect: (to) => this.console.open(to),
      send: (to, text) => this.sidecar.request('otatools/console/send', { ...this.devices.params(to), text }),
      interrupt: (to) => this.sidecar.request('otatools/device/interrupt', this.devices.params(to)),
      isBusy: (to) => this.busy.some((device) => isSameDevice(device, to)),
      work: () => this.work.title,
    });
    const terminal = window.createTerminal({ name: l10n.t('Device REPL'), pty, iconPath: new ThemeIcon('terminal'), isTransient: true });
    this.shown = { terminal, session };
    pty.onDidEnd(() => {
      this.shown = undefined;
      session.dispose();
      pty.dispose();
    });
    terminal.show();
    return session;
  }

  private of(device: string): ReplSession | undefined {
    return this.shown && isSameDevice(device, this.shown.session.device) ? this.shown.session : undefined;
  }

  private onBusy({ device, busy }: Notifications['otatools/console/busy']): void {
    this.busy = this.busy.filter((other) => other !== device).concat(busy ? device : []);
    this.of(device)?.busyChanged(busy);
  }
}
