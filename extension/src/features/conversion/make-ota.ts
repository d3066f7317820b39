import path from 'node:path';
import { CancellationError, commands, env, l10n, type QuickPickItem, window } from 'vscode';
import type { MakeOtaResult } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { ImageArgument } from './image-argument';
import { inStatusBar, replacingAsked } from './writing';

/** Flash chips that have room for two slots. */
const FLASH_SIZES = ['4MB', '8MB', '16MB', '32MB'] as const;

/** Make OTA Image…: the same firmware with two slots, for a board that has none. */
export class MakeOta {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly images: ImageArgument,
  ) {}

  /** @param argument A path, a Uri, an item of a tree, or nothing: then it asks. */
  async run(argument?: unknown): Promise<void> {
    const title = l10n.t('Make OTA Image');
    const file = await this.images.fullImage(argument, title);
    const flashSize = await askFlashSize(title);
    const result = await replacingAsked((overwrite) =>
      inStatusBar(l10n.t('Making an image with OTA slots'), () => this.sidecar.request('otatools/firmware/makeOta', { path: file, overwrite, ...(flashSize !== undefined && { flashSize }) })),
    );
    void tell(result);
  }
}

/** @returns Undefined for what the file was made for. */
async function askFlashSize(title: string): Promise<string | undefined> {
  const asInFile: QuickPickItem = { label: l10n.t('As the file says'), description: l10n.t('right for most boards') };
  const sizes = FLASH_SIZES.map((size): QuickPickItem => ({ label: size }));
  const chosen = await window.showQuickPick([asInFile, ...sizes], { title, placeHolder: l10n.t('How much flash the board has'), ignoreFocusOut: true });
  if (chosen === undefined) {
    throw new CancellationError();
  }
  return chosen === asInFile ? undefined : chosen.label;
}

/** Modal: what flashing destroys is read before it is done. */
async function tell({ made, summary }: MakeOtaResult): Promise<void> {
  const copy = l10n.t('Copy Flash Commands');
  const open = l10n.t('Open Image');
  const answer = await window.showInformationMessage(path.basename(made.path), { modal: true, detail: summary }, copy, open);
  if (answer === copy) {
    await env.clipboard.writeText(`${made.commands.erase}\n${made.commands.write}\n`);
  } else if (answer === open) {
    await commands.executeCommand('otaTools.openImage', made.path);
  }
}
