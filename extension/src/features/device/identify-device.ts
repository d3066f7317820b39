import { CancellationError, l10n, window } from 'vscode';
import { offer, ways } from '../../infrastructure/failure';
import type { OneAtATime } from '../../infrastructure/one-at-a-time';
import type { DeviceInfo } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceChoice } from './device-choice';

/** Check Board: asks the board what it is, so that every firmware file can be judged for it. That interrupts its program. */
export class IdentifyDevice {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly devices: DeviceChoice,
    private readonly work: OneAtATime,
  ) {}

  run(): Promise<void> {
    return this.work.run(l10n.t('Checking the board'), async () => {
      const device = await this.devices.require();
      const interrupt = l10n.t('Interrupt Device');
      const detail = l10n.t('What it runs and how large its slots are is asked over its REPL. That interrupts its program; a reset starts it again.');
      if ((await window.showWarningMessage(l10n.t('Ask {0} what it is?', device), { modal: true, detail }, interrupt)) !== interrupt) {
        throw new CancellationError();
      }
      const info = await this.sidecar.requestWithProgress(l10n.t('Checking the board'), 'otatools/device/info', this.devices.params(device));
      // The firmware view hears of it by itself.
      void offer(window.showInformationMessage(describe(info), ways.resetDevice()));
    });
  }
}

function describe({ machine, version, slotSize, running }: DeviceInfo): string {
  const [release = ''] = version.split(' '); // "v1.26.0 on 2025-08-09"
  return slotSize === undefined
    ? l10n.t('{0} runs {1} and has no OTA slots: it cannot be updated over Wi-Fi yet.', machine, release)
    : l10n.t('{0} runs {1} from {2}; a slot has {3} bytes.', machine, release, running ?? '?', slotSize.toLocaleString('en'));
}
