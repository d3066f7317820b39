import path from 'node:path';
import { CancellationError, l10n, Uri, window, workspace, type WorkspaceFolder } from 'vscode';
import { Failure, ways } from './failure';
import type { Memory } from './memory';
import { readSettings } from './settings';

/** The folder to serve: the setting, the one that is open, or the one a person chose of several. */
export async function servedFolder(memory: Memory): Promise<string> {
  const { rootFolder } = readSettings();
  if (path.isAbsolute(rootFolder)) {
    return rootFolder;
  }
  return path.join(await workspaceFolder(memory), rootFolder);
}

/** The folders in which firmware is looked for: what each open folder, or the setting, would serve. */
export function firmwareFolders(folders: readonly WorkspaceFolder[]): string[] {
  const { rootFolder } = readSettings();
  const roots = path.isAbsolute(rootFolder) ? [rootFolder] : folders.filter(isOnDisk).map((folder) => path.join(folder.uri.fsPath, rootFolder));
  return [...new Set(roots.map(trimmed))];
}

/** The open folder that a file lies in is the one to serve from now on. */
export async function serveFolderOf(file: string, memory: Memory): Promise<void> {
  const folder = workspace.getWorkspaceFolder(Uri.file(file));
  if (folder !== undefined && !path.isAbsolute(readSettings().rootFolder)) {
    await memory.rememberFolder(folder.uri.fsPath);
  }
}

async function workspaceFolder(memory: Memory): Promise<string> {
  const folders = (workspace.workspaceFolders ?? []).filter(isOnDisk);
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

function isOnDisk(folder: WorkspaceFolder): boolean {
  return folder.uri.scheme === 'file';
}

/** Without a separator at its end, as the sidecar names it. */
function trimmed(folder: string): string {
  const normal = path.normalize(folder);
  return normal.length > path.parse(normal).root.length && /[\\/]$/.test(normal) ? normal.slice(0, -1) : normal;
}
