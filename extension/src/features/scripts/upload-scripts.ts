import { l10n, window } from 'vscode';
import { offer, ways } from '../../infrastructure/failure';
import type { OneAtATime } from '../../infrastructure/one-at-a-time';
import type { FileOutcome } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceConsole } from '../console/device-console';
import type { DeviceChoice } from '../device/device-choice';
import type { FirmwareUrl } from '../firmware/firmware-url';
import type { Signing } from '../signing/signing';
import { withBootPyAsked } from './boot-py';
import type { Wifi } from './wifi';

/** More files than these are only counted. */
const MOST_NAMED = 3;

/** Upload Device Scripts: the device scripts and the configuration, what is on the board already left alone. */
export class UploadScripts {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly devices: DeviceChoice,
    private readonly wifi: Wifi,
    private readonly firmwareUrl: FirmwareUrl,
    private readonly signing: Signing,
    private readonly console: DeviceConsole,
    private readonly work: OneAtATime,
  ) {}

  run(): Promise<void> {
    return this.work.run(l10n.t('Uploading device scripts'), () => this.upload());
  }

  private async upload(): Promise<void> {
    const device = await this.devices.require();
    const wifi = await this.wifi.require();
    const url = await this.firmwareUrl.forDevice(device);
    const key = await this.signing.forUpload();
    await this.console.open(device);
    const { files } = await withBootPyAsked((bootPy) =>
      this.sidecar.requestWithProgress(l10n.t('Uploading device scripts'), 'otatools/scripts/upload', {
        ...this.devices.params(device),
        ...(wifi && { wifi }),
        ...(url !== undefined && { firmwareUrl: url }),
        ...key,
        bootPy,
      }),
    );
    const written = files.filter((file) => file.change !== 'unchanged');
    const message =
      written.length === 0
        ? l10n.t('The board has all {0} files already.', files.length)
        : l10n.t('Uploaded: {0}. Reset the board to start the update.', written.length > MOST_NAMED ? l10n.t('{0} files', written.length) : list(written));
    void offer(window.showInformationMessage(message, ways.resetDevice()));
  }
}

function list(files: readonly FileOutcome[]): string {
  const words: Record<FileOutcome['change'], string> = { new: l10n.t('new'), changed: l10n.t('changed'), unchanged: l10n.t('unchanged') };
  return files.map((file) => `${file.path} ${words[file.change]}`).join(', ');
}
