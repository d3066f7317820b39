import path from 'node:path';
import { commands, l10n, Uri } from 'vscode';
import type { ImageArgument } from '../conversion/image-argument';
import { FULL_IMAGE_EDITOR, IMAGE_EDITOR } from './image-editor';

/** Open Image: shows a firmware file, whatever its name, as what it is. */
export class OpenImage {
  constructor(private readonly images: ImageArgument) {}

  /** @param argument A path, a Uri, an item of a tree, or nothing: then it asks. */
  async run(argument?: unknown): Promise<void> {
    const file = await this.images.anyImage(argument, l10n.t('Open Image'));
    await commands.executeCommand('vscode.openWith', Uri.file(file), path.extname(file) === '.app-bin' ? IMAGE_EDITOR : FULL_IMAGE_EDITOR);
  }
}
