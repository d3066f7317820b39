import { l10n, QuickPickItemKind, type QuickPickItem, window } from 'vscode';
import { Failure } from '../../infrastructure/failure';
import type { FirmwareChoice } from '../../infrastructure/memory';
import type { ListedFirmware } from '../../server/protocol';
import { accept } from './accept-image';
import { describeImage } from './image-text';

interface ImageItem extends QuickPickItem {
  file?: ListedFirmware;
  typeUrl?: boolean;
}

/** Asks a person for an image of the folder; undefined where they leave. A file that no board could take is refused, with the reason. */
export async function pickImage(title: string, files: Promise<readonly ListedFirmware[]>): Promise<string | undefined> {
  const listed = await files;
  if (listed.length === 0) {
    throw new Failure(none());
  }
  return await acceptedPath(await pick(title, itemsOf(listed, undefined)));
}

/** The same, or a URL. */
export async function pickImageOrUrl(title: string, files: Promise<readonly ListedFirmware[]>, current: FirmwareChoice | undefined): Promise<FirmwareChoice | undefined> {
  const other = { label: `$(link) ${l10n.t('Enter a URL…')}`, description: current?.kind === 'url' ? current.url : l10n.t('of any web server'), typeUrl: true };
  const chosen = await pick(title, files.then((listed) => [...itemsOf(listed, current), other]));
  if (chosen?.typeUrl) {
    return await typeUrl(current);
  }
  const file = await acceptedPath(chosen);
  return file === undefined ? undefined : { kind: 'file', path: file };
}

async function pick(title: string, items: ImageItem[] | Promise<ImageItem[]>): Promise<ImageItem | undefined> {
  return await window.showQuickPick(items, { title, placeHolder: l10n.t('The image that boards download'), matchOnDescription: true, matchOnDetail: true, ignoreFocusOut: true });
}

async function acceptedPath(chosen: ImageItem | undefined): Promise<string | undefined> {
  if (chosen?.file) {
    await accept(chosen.file.relative, chosen.file.path, chosen.file.verdict, chosen.file.why);
  }
  return chosen?.file?.path;
}

function itemsOf(files: readonly ListedFirmware[], current: FirmwareChoice | undefined): ImageItem[] {
  const isCurrent = (file: ListedFirmware): boolean => current?.kind === 'file' && current.path === file.path;
  return [
    ...files.map((file) => ({
      label: `$(${!file.usable ? 'error' : file.verdict?.worst === 'warning' ? 'warning' : 'package'}) ${file.relative}`,
      description: [isCurrent(file) ? l10n.t('(current)') : '', fit(file)].filter(Boolean).join(' '),
      detail: file.usable && file.image ? describeImage(file.image) : (file.why ?? ''),
      file,
    })),
    { label: files.length === 0 ? none() : '', kind: QuickPickItemKind.Separator },
  ];
}

const none = (): string => l10n.t('No firmware file in this folder. Download an .app-bin into it, for example below OTA.');

/** "fits, 92 % of the slot", where the board is known. */
function fit({ usable, verdict }: ListedFirmware): string {
  return usable && verdict && (verdict.slotPercent !== undefined || verdict.worst === 'warning') ? verdict.title : '';
}

async function typeUrl(current: FirmwareChoice | undefined): Promise<FirmwareChoice | undefined> {
  const url = await window.showInputBox({
    title: l10n.t('Set Firmware URL'),
    prompt: l10n.t('The address of an .app-bin, as the board downloads it'),
    value: current?.kind === 'url' ? current.url : 'http://',
    ignoreFocusOut: true,
    validateInput: (value) => (isFirmwareUrl(value.trim()) ? undefined : l10n.t('A firmware URL begins with http:// or https:// and names a host and a file.')),
  });
  return url === undefined ? undefined : { kind: 'url', url: url.trim() };
}

function isFirmwareUrl(text: string): boolean {
  if (!URL.canParse(text)) {
    return false;
  }
  const url = new URL(text);
  try {
    decodeURIComponent(url.pathname);
  } catch {
    return false; // a "%" that escapes nothing
  }
  return /^https?:$/.test(url.protocol) && url.hostname !== '' && url.pathname.length > 1;
}
