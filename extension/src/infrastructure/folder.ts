import path from 'node:path';
import { CancellationError, l10n, Uri, window, workspace, type WorkspaceFolder } from 'vscode';
import { Failure, ways } from './failure';
import type { Memory } from './memory';
import { readSettings } from './settings';

/** The folder to serve: the setting, the one that is open, or the one a person chose of several. */
export async function servedFolder(memory: Memory): Promise<string> {
  const { rootFolder } = readSettings();
  return rootIn(path.isAbsolute(rootFolder) ? '' : await workspaceFolder(memory), rootFolder);
}

/** The same where there is nothing to ask; undefined where a person would have to choose. */
export function servedFolderIfClear(memory: Memory): string | undefined {
  const { rootFolder } = readSettings();
  if (path.isAbsolute(rootFolder)) {
    return rootIn('', rootFolder);
  }
  const folders = openFolders();
  const folder = folders.length === 1 ? folders[0] : folders.find(({ uri }) => uri.fsPath === memory.folder);
  return folder && rootIn(folder.uri.fsPath, rootFolder);
}

/** What each open folder serves: the folder that the setting names in it, or anywhere. */
export function servedFolders(): { folder: string; root: string }[] {
  const { rootFolder } = readSettings();
  return openFolders().map(({ uri }) => ({ folder: uri.fsPath, root: rootIn(uri.fsPath, rootFolder) }));
}

/** The folders in which firmware is looked for, and what people call them; the setting may name one where none is open. */
export function firmwareFolders(): ReadonlyMap<string, string> {
  const { rootFolder } = readSettings();
  const anywhere = path.isAbsolute(rootFolder) ? rootIn('', rootFolder) : undefined;
  return new Map(anywhere !== undefined ? [[anywhere, path.basename(anywhere)]] : openFolders().map(({ uri, name }) => [rootIn(uri.fsPath, rootFolder), name]));
}

/** The open folder that a file lies in is the one to serve from now on. */
export async function serveFolderOf(file: string, memory: Memory): Promise<void> {
  const folder = workspace.getWorkspaceFolder(Uri.file(file));
  if (folder !== undefined && !path.isAbsolute(readSettings().rootFolder)) {
    await memory.rememberFolder(folder.uri.fsPath);
  }
}

async function workspaceFolder(memory: Memory): Promise<string> {
  const folders = openFolders();
  const [first] = folders;
  if (first === undefined) {
    throw new Failure(l10n.t('No folder is open. Open the folder that holds the firmware, for example the one around OTA.'), [ways.openFolder()]);
  }
  const remembered = folders.find((folder) => folder.uri.fsPath === memory.folder);
  if (folders.length === 1 || remembered !== undefined) {
    return (remembered ?? first).uri.fsPath;
  }
  const chosen = await window.showWorkspaceFolderPick({ placeHolder: l10n.t('The folder that holds the firmware to serve') });
  if (chosen === undefined) {
    throw new CancellationError();
  }
  await memory.rememberFolder(chosen.uri.fsPath);
  return chosen.uri.fsPath;
}

/** Those on the disk. */
function openFolders(): WorkspaceFolder[] {
  return (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
}

/** Without a separator at its end, as the sidecar names it. */
function rootIn(folder: string, rootFolder: string): string {
  const normal = path.isAbsolute(rootFolder) ? path.normalize(rootFolder) : path.join(folder, rootFolder);
  return normal.length > path.parse(normal).root.length && /[\\/]$/.test(normal) ? normal.slice(0, -1) : normal;
}
