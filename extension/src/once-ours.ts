import { type Disposable, workspace } from 'vscode';
import { watchFirmware } from './features/walkthrough/watch-firmware';
import type { Parts } from './parts';

const SCRIPTS = '{ota.py,*/ota.py,boot.py,*/boot.py,ota.json,*/ota.json}';

/**
 * Any Python file activates the extension, since it may have firmware settings in it. What is in sight all the time comes
 * only where there is a sign that the workspace has to do with boards: firmware, device scripts, or a first request.
 */
export function onceOurs({ memory, serving, sidecar }: Parts): Disposable[] {
  const reveal = (): void => serving.reveal();
  if (memory.firmware !== undefined || memory.ssid !== undefined) {
    reveal();
  }
  workspace.findFiles(SCRIPTS, undefined, 1).then(
    (files) => files.length > 0 && reveal(),
    () => {}, // the first request reveals it
  );
  return [watchFirmware(reveal), sidecar.onDidStart(reveal)];
}
