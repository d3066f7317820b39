import path from 'node:path';
import { commands, env, l10n, Uri, window, workspace } from 'vscode';
import { offer } from '../../infrastructure/failure';
import { pathOf } from '../../infrastructure/file-argument';
import { serveFolderOf } from '../../infrastructure/folder';
import type { Memory } from '../../infrastructure/memory';
import type { ImageVerdict } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { Serving } from '../serving/serving';
import type { UpdateNow } from '../updating/update-now';
import { accept, requireUsable } from './accept-image';
import type { FirmwareUrl } from './firmware-url';

/** What is done with one firmware file: from its row, from an editor, from a message. */
export class FirmwareActions {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly memory: Memory,
    private readonly firmwareUrl: FirmwareUrl,
    private readonly serving: Serving,
    private readonly update: UpdateNow,
  ) {}

  /** Serves the folder that the file lies in, and says where boards find the file. */
  async serve(argument: unknown): Promise<void> {
    const given = pathOf(argument);
    if (given !== undefined) {
      await accept(path.basename(given), given, await this.verdictOf(given));
    }
    const file = given ?? (await this.firmwareUrl.chooseFile(l10n.t('The image to serve')));
    await serveFolderOf(file, this.memory);
    const url = await this.firmwareUrl.urlOfFile(file); // before it is served: it may lie where nothing is
    await this.serving.start();
    const copy = { title: l10n.t('Copy URL'), command: 'otaTools.firmware.copyUrl', arguments: [file] };
    const use = { title: l10n.t('Use as FW_URL'), command: 'otaTools.firmware.useAsFirmwareUrl', arguments: [file] };
    void offer(window.showInformationMessage(l10n.t('{0} is served at {1}', path.basename(file), url), copy, use));
  }

  /** Without a file or a URL it is Set Firmware URL. */
  async useAsFirmwareUrl(argument: unknown): Promise<void> {
    const file = pathOf(argument);
    const url = urlOf(argument);
    await (url !== undefined ? this.firmwareUrl.useUrl(url) : file === undefined ? this.firmwareUrl.choose() : this.firmwareUrl.use(file));
  }

  /** Without a file it is Update Device Now, and either asks about what only speaks against it, once the board is known. */
  async updateDevice(argument: unknown): Promise<void> {
    const file = pathOf(argument);
    if (file !== undefined) {
      requireUsable(path.basename(file), file, await this.verdictOf(file));
      await serveFolderOf(file, this.memory);
    }
    await this.update.run(file);
  }

  /** Of a file, or a URL itself. */
  async copyUrl(argument: unknown): Promise<void> {
    const url = urlOf(argument) ?? (await this.urlOfImage(argument));
    await env.clipboard.writeText(url);
    window.setStatusBarMessage(l10n.t('Copied {0}', url), 5000);
  }

  /** In the explorer where the file is in an open folder, else in the system's own. */
  async reveal(argument: unknown): Promise<void> {
    const file = Uri.file(pathOf(argument) ?? (await this.firmwareUrl.chooseFile(l10n.t('Reveal'))));
    await commands.executeCommand(workspace.getWorkspaceFolder(file) === undefined ? 'revealFileInOS' : 'revealInExplorer', file);
  }

  private async urlOfImage(argument: unknown): Promise<string> {
    const file = pathOf(argument) ?? (await this.firmwareUrl.chooseFile(l10n.t('The image to serve')));
    requireUsable(path.basename(file), file, await this.verdictOf(file));
    return await this.firmwareUrl.urlOfFile(file);
  }

  /** Of the file by itself: it may be meant for another board than the one that is chosen. */
  private async verdictOf(file: string): Promise<ImageVerdict> {
    return (await this.sidecar.request('otatools/firmware/inspect', { path: file })).verdict;
  }
}

/** The address that a button was given. */
function urlOf(argument: unknown): string | undefined {
  return typeof argument === 'string' && /^https?:/.test(argument) ? argument : undefined;
}
