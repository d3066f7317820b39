import path from 'node:path';
import { CancellationError, l10n, window, workspace } from 'vscode';
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

async function workspaceFolder(memory: Memory): Promise<string> {
  const folders = (workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === 'file');
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
