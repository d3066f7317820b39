import assert from 'node:assert/strict';
import test from 'node:test';
import { openEditor } from './support/editor.js';
import { arrange, PASSWORD, SSID, type Scene } from './support/scene.js';
import type { Workbench } from './support/workbench.js';

async function startUpdate(vscode: Workbench): Promise<void> {
  await vscode.run('updateDeviceNow');
  await vscode.quickInput.choose('No Wi-Fi is configured', 'Configure Wi-Fi…');
  await vscode.quickInput.answer('Configure Wi-Fi (1/2)', SSID);
  await vscode.quickInput.answer('Configure Wi-Fi (2/2)', PASSWORD);
  await vscode.toasts.waitFor('Updating the board');
}

test('two windows on two folders update two boards side by side', async (t) => {
  const scenes: Scene[] = [await arrange(t, { board: { mac: '24:0a:c4:00:00:01' } }), await arrange(t, { board: { mac: '24:0a:c4:00:00:02' } })];
  const windows = [];
  for (const { workspace, device, port } of scenes) {
    workspace.configure({ 'otaTools.device': device, 'otaTools.port': port });
    windows.push(await openEditor(t, workspace.folder));
  }
  for (const window of windows) {
    await startUpdate(window);
  }
  for (const [index, window] of windows.entries()) {
    await window.toasts.waitFor(`Board 24:0a:c4:00:00:0${index + 1} now runs v1.26.0 from ota_1.`);
    assert.doesNotMatch(await window.console.text(), new RegExp(`24:0a:c4:00:00:0${2 - index}`));
    assert.equal((await window.requests.text()).match(/ 200 /g)?.length, 1);
  }
});

test('a port that the other window holds is told', async (t) => {
  const { workspace, device, port } = await arrange(t);
  const other = await arrange(t);
  for (const folder of [workspace, other.workspace]) {
    folder.configure({ 'otaTools.device': device, 'otaTools.port': port });
  }
  const first = await openEditor(t, workspace.folder);
  await first.run('startServing');
  await first.serving.shows(/serving on/);

  const second = await openEditor(t, other.workspace.folder);
  await second.run('startServing');
  await second.toasts.waitFor(new RegExp(`Port ${port} is in use.*OtaTools`));
  await second.screenshot('told');
  await second.serving.shows(/not serving/);
  await first.serving.shows(new RegExp(`serving on ${port}`));
});
