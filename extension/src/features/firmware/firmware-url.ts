import path from 'node:path';
import { CancellationError, EventEmitter, l10n, window } from 'vscode';
import { setContext } from '../../infrastructure/context';
import { servedFolder, serveFolderOf } from '../../infrastructure/folder';
import { ifSet } from '../../infrastructure/if-set';
import type { FirmwareChoice, Memory } from '../../infrastructure/memory';
import { readSettings } from '../../infrastructure/settings';
import type { ListedFirmware } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceChoice } from '../device/device-choice';
import { accept } from './accept-image';
import { pickImage, pickImageOrUrl } from './pick-image';

/** FW_URL of this workspace's boards. */
export class FirmwareUrl {
  private readonly changed = new EventEmitter<void>();
  /** Another image was chosen. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly sidecar: Sidecar,
    private readonly memory: Memory,
    private readonly devices: DeviceChoice,
  ) {}

  /** Set Firmware URL…: asks, remembers, and says what the board will ask for. */
  async choose(): Promise<void> {
    const choice = await this.ask(l10n.t('Set Firmware URL'));
    tell(await this.urlOf(choice, this.devices.current));
  }

  /** The same, for a file that is known already. */
  async use(file: string): Promise<void> {
    const device = this.devices.current;
    const { verdict } = await this.sidecar.request('otatools/firmware/inspect', { path: file, ...ifSet({ device }) });
    await accept(path.basename(file), file, verdict);
    await serveFolderOf(file, this.memory);
    const url = await this.urlOfFile(file); // what boards could not reach is not remembered
    await this.remember({ kind: 'file', path: file });
    tell(url);
  }

  /** An address of another server. */
  async useUrl(url: string): Promise<void> {
    await this.remember({ kind: 'url', url });
    tell(url);
  }

  /** Where boards find a file of the folder. */
  async urlOfFile(file: string): Promise<string> {
    return await this.urlOf({ kind: 'file', path: file }, this.devices.current);
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** The URL for the board's configuration; asks where none was chosen. */
  async forDevice(device: string): Promise<string> {
    return await this.urlOf(this.memory.firmware ?? (await this.ask(l10n.t('Set Firmware URL'))), device);
  }

  /**
   * The image to install and, where it comes from another server, its URL there. Asks where that is not clear.
   * @param given A file of the folder, which FW_URL names from now on.
   */
  async forUpdate(given?: string): Promise<{ file: string; url: string | undefined }> {
    if (given !== undefined) {
      await this.remember({ kind: 'file', path: given });
      return { file: given, url: undefined };
    }
    const files = this.list();
    const choice = this.memory.firmware;
    if (choice?.kind === 'url') {
      const name = path.posix.basename(new URL(choice.url).pathname);
      const same = (await files).find((file) => file.usable && path.basename(file.path) === decodeURIComponent(name));
      return { file: same?.path ?? (await this.askFile(l10n.t('The image that {0} offers', choice.url), files)), url: choice.url };
    }
    const usable = (await files).filter((file) => file.usable);
    const remembered = (await files).find((file) => file.path === choice?.path);
    if (remembered !== undefined) {
      return { file: remembered.path, url: undefined };
    }
    if (usable.length === 1) {
      await this.remember({ kind: 'file', path: usable[0]!.path });
      return { file: usable[0]!.path, url: undefined };
    }
    const asked = await this.ask(l10n.t('The image to install'));
    return asked.kind === 'file' ? { file: asked.path, url: undefined } : await this.forUpdate();
  }

  /** A usable image of the folder, for another purpose than FW_URL. */
  async chooseFile(title: string): Promise<string> {
    await servedFolder(this.memory);
    return await this.askFile(title, this.list(''));
  }

  private async ask(title: string): Promise<FirmwareChoice> {
    await servedFolder(this.memory); // may ask, and two questions at once would close each other
    const choice = await pickImageOrUrl(title, this.list(), this.memory.firmware);
    if (choice === undefined) {
      throw new CancellationError();
    }
    await this.remember(choice);
    return choice;
  }

  private async askFile(title: string, files: Promise<readonly ListedFirmware[]>): Promise<string> {
    const file = await pickImage(title, files);
    if (file === undefined) {
      throw new CancellationError();
    }
    return file;
  }

  private async remember(choice: FirmwareChoice): Promise<void> {
    await this.memory.rememberFirmware(choice);
    setContext('firmwareUrlSet', true);
    this.changed.fire();
  }

  /** Judged for the board that is chosen, where something is known of it. */
  private async list(device = this.devices.current): Promise<readonly ListedFirmware[]> {
    const { files } = await this.sidecar.request('otatools/firmware/list', { root: await servedFolder(this.memory), ...ifSet({ device }) });
    setContext('firmwareFound', files.some((file) => file.image?.isUsable === true));
    return files;
  }

  private async urlOf(choice: FirmwareChoice, device: string): Promise<string> {
    if (choice.kind === 'url') {
      return choice.url;
    }
    const { address, port } = readSettings();
    const { url } = await this.sidecar.request('otatools/serving/url', {
      path: choice.path,
      root: await servedFolder(this.memory),
      port,
      ...ifSet({ device, address }),
    });
    return url;
  }
}

function tell(url: string): void {
  // Without a button, so that it goes by itself and does not cover the console.
  void window.showInformationMessage(l10n.t('FW_URL is {0}. Upload the device scripts to put it on the board.', url));
}
