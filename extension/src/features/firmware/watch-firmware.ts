import { type Disposable, workspace } from 'vscode';
import { setContext } from '../../infrastructure/context';

/** Ticks off the walkthrough's step once an app image lies in the workspace. */
export function watchFirmware(): Disposable {
  const found = (): void => setContext('firmwareFound', true);
  void workspace.findFiles('**/*.app-bin', '**/node_modules/**', 1).then((files) => files.length > 0 && found());
  const watcher = workspace.createFileSystemWatcher('**/*.app-bin', false, true, true);
  watcher.onDidCreate(found);
  return watcher;
}
