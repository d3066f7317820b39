import assert from 'node:assert/strict';
import test from 'node:test';
import { reach } from '../sidecar/support/board.js';
import { openEditor } from './support/editor.js';
import { arrange, PASSWORD, SSID } from './support/scene.js';
import type { Workbench } from './support/workbench.js';

const BACK = 'The OtaTools server ended unexpectedly and was started again.';

/** The processes of the sidecar that were started. */
async function serversOf(vscode: Workbench): Promise<number[]> {
  return [...(await vscode.log.text()).matchAll(/server started, process (\d+)/g)].map(([, id]) => Number(id));
}

/** The last one of them. */
async function serverOf(vscode: Workbench): Promise<number> {
  return (await serversOf(vscode)).at(-1)!;
}

/** The sidecar dies at once, as by a bug of its own. */
async function killServer(vscode: Workbench): Promise<void> {
  process.kill(await serverOf(vscode), 'SIGKILL');
}

async function answerWifi({ quickInput }: Workbench): Promise<void> {
  await quickInput.answer('Configure Wi-Fi (1/2)', SSID);
  await quickInput.answer('Configure Wi-Fi (2/2)', PASSWORD);
}

test('the server killed while it serves and shows the console: both go on, on the same port and the same board', async (t) => {
  const { board, device, workspace, image, port } = await arrange(t);
  workspace.configure({ 'otaTools.port': port, 'otaTools.device': device });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('startServing');
  await vscode.serving.shows(new RegExp(`serving on ${port}`));
  await vscode.run('showDeviceConsole');
  await vscode.console.waitForLine(/Console of/);

  await killServer(vscode);
  await vscode.toasts.waitFor(BACK);
  await vscode.serving.shows(new RegExp(`serving on ${port}`));
  assert.equal((await fetch(`http://127.0.0.1:${port}/OTA/${image}`, { method: 'HEAD' })).status, 200);
  await vscode.console.waitForLine(/the console of .* goes on/);
  const before = await vscode.console.text();
  board.reset();
  await vscode.console.waitForLine(/MicroPython v1\.25\.0/, { after: before });
  await vscode.screenshot('back');
});

test('the server killed in the middle of an upload: it is told, and trying again works', async (t) => {
  const { board, device, workspace, port } = await arrange(t, { board: { link: 'uart', baud: 19200 } });
  workspace.configure({ 'otaTools.port': port, 'otaTools.device': device });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('startServing');
  await vscode.serving.shows(/serving on/);
  const server = await serverOf(vscode);
  await vscode.run('uploadDeviceScripts');
  await vscode.quickInput.choose('No Wi-Fi is configured', 'Configure Wi-Fi…');
  await answerWifi(vscode);
  await vscode.quickInput.choose('Set Firmware URL', '.app-bin');
  await vscode.toasts.waitFor(/Uploading device scripts: .*ota_/);

  process.kill(server, 'SIGKILL');
  await vscode.toasts.waitFor('The OtaTools server ended in the middle of this.');
  await vscode.toasts.waitFor(BACK);
  await vscode.screenshot('told');
  await vscode.toasts.press('The OtaTools server ended in the middle of this.', 'Try Again');
  await vscode.toasts.waitFor('Uploaded: ');
  await reach(board, { phase: 'running' });
});

test('a server that ends again and again is left alone until a person starts it', async (t) => {
  const { device, workspace, port } = await arrange(t);
  workspace.configure({ 'otaTools.port': port, 'otaTools.device': device });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('startServing');
  for (let crash = 1; crash <= 4; crash++) {
    await vscode.serving.shows(/serving on/);
    await killServer(vscode);
    await vscode.toasts.waitFor(BACK);
    await vscode.toasts.close(BACK);
  }
  await killServer(vscode);
  await vscode.toasts.waitFor('The OtaTools server ended 5 times within 3 minutes');
  await vscode.screenshot('left-alone');
  assert.equal((await serversOf(vscode)).length, 5, 'nothing else starts it');
  await vscode.toasts.press('The OtaTools server ended 5 times', 'Restart Server');
  await vscode.serving.shows(new RegExp(`serving on ${port}`));
});
