import { l10n, window } from 'vscode';
import { setContext } from '../../infrastructure/context';
import { offer, ways } from '../../infrastructure/failure';
import { servedFolder } from '../../infrastructure/folder';
import { ifSet } from '../../infrastructure/if-set';
import type { Memory } from '../../infrastructure/memory';
import type { OneAtATime } from '../../infrastructure/one-at-a-time';
import { readSettings } from '../../infrastructure/settings';
import type { UpdateResult } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceConsole } from '../console/device-console';
import type { DeviceChoice } from '../device/device-choice';
import type { FirmwareUrl } from '../firmware/firmware-url';
import { withBootPyAsked } from '../scripts/boot-py';
import type { Wifi } from '../scripts/wifi';
import type { Serving } from '../serving/serving';
import type { Signing } from '../signing/signing';
import { withSendAnywayAsked } from './send-anyway';

/** Update Device Now: asks for what is not known yet, then the whole path in one. */
export class UpdateNow {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly memory: Memory,
    private readonly devices: DeviceChoice,
    private readonly wifi: Wifi,
    private readonly firmwareUrl: FirmwareUrl,
    private readonly signing: Signing,
    private readonly serving: Serving,
    private readonly console: DeviceConsole,
    private readonly work: OneAtATime,
  ) {}

  /** @param file The image; what FW_URL names where it is left out. */
  run(file?: string): Promise<void> {
    return this.work.run(l10n.t('Updating the board'), () => this.update(file));
  }

  private async update(given: string | undefined): Promise<void> {
    const { file, url } = await this.firmwareUrl.forUpdate(given);
    const device = await this.devices.require();
    const wifi = await this.wifi.require();
    const key = await this.signing.forUpload();
    if (url === undefined) {
      await this.signing.signForBoards(file);
      await this.serving.ensure();
    }
    this.console.reveal();
    await this.console.open(device);
    const { address, port } = readSettings();
    const root = await servedFolder(this.memory);
    const result = await withSendAnywayAsked(file, (force) =>
      withBootPyAsked((bootPy) =>
        this.sidecar.requestWithProgress(l10n.t('Updating the board'), 'otatools/update/run', {
          ...this.devices.params(device),
          firmware: file,
          root,
          port,
          bootPy,
          force,
          ...(wifi && { wifi }),
          ...(url !== undefined && { firmwareUrl: url }),
          ...key,
          ...ifSet({ address }),
        }),
      ),
    );
    setContext('updated', true);
    // "Already" may mean that a newer file lies beside the one that was chosen.
    const also = result.outcome === 'alreadyRunning' ? [ways.chooseImage()] : [];
    void offer(window.showInformationMessage(summary(result), ways.showConsole(), ...also));
  }
}

function summary({ outcome, mac, to }: UpdateResult): string {
  const [version = ''] = to.version.split(' '); // "v1.26.0 on 2025-08-09"
  return outcome === 'updated'
    ? l10n.t('Board {0} now runs {1} from {2}.', mac, version, to.slot)
    : l10n.t('Board {0} runs {1} from {2} already; nothing was downloaded.', mac, version, to.slot);
}
