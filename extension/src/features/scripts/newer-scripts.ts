import { l10n, window } from 'vscode';
import { offer } from '../../infrastructure/failure';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceChoice } from '../device/device-choice';
import { isOlder } from './versions';

/**
 * Offers the device scripts that come with this version to a board that has older ones; once a window for each device.
 * To ask a board is to interrupt its program, so it is asked only where a person did that already.
 */
export class NewerScripts {
  private readonly asked = new Set<string>();

  constructor(
    private readonly sidecar: Sidecar,
    private readonly devices: DeviceChoice,
  ) {}

  async offer(device: string): Promise<void> {
    if (this.asked.has(device)) {
      return;
    }
    this.asked.add(device);
    const { scripts, scriptsOffered } = await this.sidecar.request('otatools/device/info', this.devices.params(device));
    if (scripts !== undefined && scriptsOffered !== undefined && isOlder(scripts, scriptsOffered)) {
      const upload = { title: l10n.t('Upload Device Scripts'), command: 'otaTools.uploadDeviceScripts' };
      void offer(window.showInformationMessage(l10n.t('The board has device scripts {0}; {1} come with this version.', scripts, scriptsOffered), upload));
    }
  }
}
