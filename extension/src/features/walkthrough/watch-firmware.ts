import { type Disposable, workspace } from 'vscode';
import { setContext } from '../../infrastructure/context';

/**
 * Ticks off the walkthrough's step once an app image lies in the workspace.
 * @param onFound Now, or as soon as one comes; perhaps again with others.
 */
export function watchFirmware(onFound: () => void): Disposable {
  const found = (): void => {
    setContext('firmwareFound', true);
    onFound();
  };
  workspace.findFiles('**/*.app-bin', '**/node_modules/**', 1).then(
    (files) => files.length > 0 && found(),
    () => {}, // a tick less in the walkthrough, until one is chosen
  );
  const watcher = workspace.createFileSystemWatcher('**/*.app-bin', false, true, true);
  watcher.onDidCreate(found);
  return watcher;
}
