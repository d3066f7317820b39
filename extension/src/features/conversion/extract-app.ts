import path from 'node:path';
import { l10n, window } from 'vscode';
import { offer, type WayOut } from '../../infrastructure/failure';
import type { Sidecar } from '../../server/sidecar';
import type { ImageArgument } from './image-argument';
import { inStatusBar, replacingAsked } from './writing';

/** Extract App Image: takes the file that boards download out of the one that they cannot use. */
export class ExtractApp {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly images: ImageArgument,
  ) {}

  /** @param argument A path, a Uri, an item of a tree, or nothing: then it asks. */
  async run(argument?: unknown): Promise<void> {
    const title = l10n.t('Extract App Image');
    const file = await this.images.fullImage(argument, title);
    const extracted = await replacingAsked((overwrite) =>
      inStatusBar(l10n.t('Extracting the app image'), () => this.sidecar.request('otatools/firmware/extract', { path: file, overwrite })),
    );
    const name = path.basename(extracted.path);
    const message = extracted.existed ? l10n.t('{0} is there already, with the same content.', name) : l10n.t('Extracted {0}.', name);
    void offer(window.showInformationMessage(message, ...waysOn(extracted.path)));
  }
}

function waysOn(image: string): WayOut[] {
  return [
    { title: l10n.t('Serve'), command: 'otaTools.firmware.serve', arguments: [image] },
    { title: l10n.t('Use as FW_URL'), command: 'otaTools.firmware.useAsFirmwareUrl', arguments: [image] },
    { title: l10n.t('Reveal'), command: 'otaTools.firmware.reveal', arguments: [image] },
  ];
}
