import { l10n, window } from 'vscode';
import type { OneAtATime } from '../../infrastructure/one-at-a-time';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceConsole } from '../console/device-console';
import type { NewerScripts } from '../scripts/newer-scripts';
import type { DeviceChoice } from './device-choice';

/** Reset, interrupt and disconnect: each on the chosen device, with its console in view. */
export class DeviceCommands {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly devices: DeviceChoice,
    private readonly console: DeviceConsole,
    private readonly work: OneAtATime,
    private readonly newerScripts: NewerScripts,
  ) {}

  async select(): Promise<void> {
    const device = await this.devices.select();
    window.setStatusBarMessage(l10n.t('Device: {0}', device), 5000);
  }

  async reset(): Promise<void> {
    this.work.requireIdle(); // it would end an update or an upload half-way; Ctrl-C is there to do just that
    await this.on('otatools/device/reset');
  }

  async interrupt(): Promise<void> {
    const device = await this.on('otatools/device/interrupt');
    if (this.work.isIdle) {
      await this.newerScripts.offer(device).catch(() => {}); // not what was asked for: it may fail in silence
    }
  }

  async disconnect(): Promise<void> {
    this.work.requireIdle();
    if (this.devices.current !== '') {
      await this.console.disconnect(this.devices.current);
    }
  }

  private async on(method: 'otatools/device/reset' | 'otatools/device/interrupt'): Promise<string> {
    const device = await this.devices.require();
    this.console.reveal();
    await this.console.open(device);
    await this.sidecar.request(method, this.devices.params(device));
    return device;
  }
}
