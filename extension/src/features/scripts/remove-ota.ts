import { CancellationError, l10n, ProgressLocation, window } from 'vscode';
import type { OneAtATime } from '../../infrastructure/one-at-a-time';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceConsole } from '../console/device-console';
import type { DeviceChoice } from '../device/device-choice';

/** More files than these are only counted: a long message hides the ones after it. */
const MOST_NAMED = 3;

/** Remove OTA from Device…: the board as it was before, but for its firmware. */
export class RemoveOta {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly devices: DeviceChoice,
    private readonly console: DeviceConsole,
    private readonly work: OneAtATime,
  ) {}

  run(): Promise<void> {
    return this.work.run(l10n.t('Removing OTA from the board'), () => this.remove());
  }

  private async remove(): Promise<void> {
    const device = await this.devices.require();
    const remove = l10n.t('Remove OTA');
    const detail = l10n.t(
      'Removed: the device scripts, /ota.json with the Wi-Fi password in it, and what the board remembers of updates. It looks for no updates any more. What stays: the firmware, main.py and all other files of yours. A boot.py of yours comes back.',
    );
    if ((await window.showWarningMessage(l10n.t('Remove OTA from the board at {0}?', device), { modal: true, detail }, remove)) !== remove) {
      throw new CancellationError();
    }
    await this.console.open(device);
    const { removed, restored, callsUs } = await window.withProgress({ location: ProgressLocation.Notification, title: l10n.t('Removing OTA from the board') }, () =>
      this.sidecar.request('otatools/scripts/remove', this.devices.params(device)),
    );
    const what = removed.length > MOST_NAMED ? l10n.t('{0} files', removed.length) : removed.join(', ');
    if (callsUs) {
      void window.showWarningMessage(l10n.t('Your boot.py calls OtaTools in lines of its own ("import ota" or "import ota_boot"): take them out, or it fails at each start.'));
    }
    void window.showInformationMessage(
      removed.length === 0
        ? l10n.t('There is nothing of OtaTools on the board.')
        : restored
          ? l10n.t('Removed from the board: {0}. Your boot.py is back.', what)
          : l10n.t('Removed from the board: {0}', what),
    );
  }
}
