import { CancellationError, l10n, type QuickPickItem, window } from 'vscode';
import { Failure } from '../../infrastructure/failure';
import { pathOf } from '../../infrastructure/file-argument';
import { servedFolder } from '../../infrastructure/folder';
import type { Memory } from '../../infrastructure/memory';
import type { ListedFirmware } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import { describeImage } from '../firmware/image-text';

/** Which file a command is about. */
export class ImageArgument {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly memory: Memory,
  ) {}

  /** The full flash image that a command was given, or one that a person chooses. */
  async fullImage(argument: unknown, title: string): Promise<string> {
    return pathOf(argument) ?? (await this.ask(title, (file) => file.image?.kind === 'fullFlash', l10n.t('No full flash image (.bin) in this folder. Download the .bin of your board into it.')));
  }

  /** The firmware file that a command was given, or one that a person chooses. */
  async anyImage(argument: unknown, title: string): Promise<string> {
    return pathOf(argument) ?? (await this.ask(title, () => true, l10n.t('No firmware file in this folder. Download an .app-bin into it, for example below OTA.')));
  }

  private async ask(title: string, wanted: (file: ListedFirmware) => boolean, none: string): Promise<string> {
    const root = await servedFolder(this.memory);
    const { files } = await this.sidecar.request('otatools/firmware/list', { root });
    const items = files.filter(wanted).map((file): QuickPickItem & { path: string } => ({
      label: `$(file-binary) ${file.relative}`,
      detail: file.image === undefined ? '' : describeImage(file.image),
      path: file.path,
    }));
    if (items.length === 0) {
      throw new Failure(none);
    }
    const chosen = await window.showQuickPick(items, { title, matchOnDetail: true, ignoreFocusOut: true });
    if (chosen === undefined) {
      throw new CancellationError();
    }
    return chosen.path;
  }
}
