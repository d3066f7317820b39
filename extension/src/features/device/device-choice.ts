import { CancellationError } from 'vscode';
import { setContext } from '../../infrastructure/context';
import { readSettings, writeSetting } from '../../infrastructure/settings';
import type { Sidecar } from '../../server/sidecar';
import { pickDevice } from './pick-device';
import { isSameDevice } from './same-device';

/** The board of this workspace: the setting otaTools.device, asked for where it is empty. */
export class DeviceChoice {
  constructor(private readonly sidecar: Sidecar) {}

  /** Empty where none was chosen. */
  get current(): string {
    return readSettings().device;
  }

  /** The chosen device; asks a person where there is none. */
  async require(): Promise<string> {
    return this.current === '' ? await this.select() : this.current;
  }

  /** Lets a person choose. */
  async select(): Promise<string> {
    const device = await pickDevice(this.current, async () => (await this.sidecar.request('otatools/device/ports', undefined)).ports);
    if (device === undefined) {
      throw new CancellationError();
    }
    await writeSetting('device', device);
    setContext('deviceSelected', true);
    return device;
  }

  /** One that is known already, such as a board's own. */
  async use(device: string): Promise<void> {
    if (!isSameDevice(device, this.current)) {
      await writeSetting('device', device);
      setContext('deviceSelected', true);
    }
  }

  /** What every request to a device carries. */
  params(device: string): { device: string; baud: number } {
    return { device, baud: readSettings().baudRate };
  }
}
