import assert from 'node:assert/strict';
import test from 'node:test';
import { temporaryFiles } from '../sidecar/support/board.js';
import { openEditor } from './support/editor.js';
import { eventually } from './support/eventually.js';
import { arrange, PASSWORD, SSID } from './support/scene.js';

test('Update Device Now can be cancelled at each stage, and works the next time', async (t) => {
  const { board, workspace, device, port } = await arrange(t, { board: { link: 'uart', baud: 57600, netRate: 400_000 } });
  workspace.configure({ 'otaTools.device': device, 'otaTools.port': port });
  const vscode = await openEditor(t, workspace.folder);
  const { quickInput, toasts, console } = vscode;

  // Each question can be left.
  await vscode.run('updateDeviceNow');
  await quickInput.asked('No Wi-Fi is configured');
  await quickInput.escape();
  await vscode.run('updateDeviceNow');
  await quickInput.choose('No Wi-Fi is configured', 'Configure Wi-Fi…');
  await quickInput.answer('Configure Wi-Fi (1/2)', SSID);
  await quickInput.asked('Configure Wi-Fi (2/2)');
  await quickInput.escape();
  await vscode.run('configureWifi');
  await quickInput.answer('Configure Wi-Fi (1/2)', SSID);
  await quickInput.answer('Configure Wi-Fi (2/2)', PASSWORD);

  for (const stage of [/Updating the board: Uploading/, /Updating the board: .*joins the Wi-Fi/, /Updating the board: .*downloads/]) {
    await vscode.run('updateDeviceNow');
    await toasts.press(stage, 'Cancel');
    await toasts.gone('Updating the board');
    await eventually(`no half file after ${stage}`, () => Promise.resolve(temporaryFiles(board).length === 0 ? true : undefined), {
      seen: () => Promise.resolve(temporaryFiles(board).join()),
    });
    const before = await console.text();
    await vscode.run('interruptDevice');
    await console.waitForLine(/^>>> $/, { after: before });
  }
  await vscode.screenshot('cancelled');

  await vscode.run('updateDeviceNow');
  await toasts.waitFor('now runs v1.26.0 from ota_1');
  assert.deepEqual((await toasts.history()).filter((text) => /error|unexpected/i.test(text)), []);
});

test('what would end an update half-way is refused while it runs', async (t) => {
  const { workspace, device, port } = await arrange(t, { board: { netRate: 200_000 } });
  workspace.configure({ 'otaTools.port': port, 'otaTools.device': device });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('configureWifi');
  await vscode.quickInput.answer('Configure Wi-Fi (1/2)', SSID);
  await vscode.quickInput.answer('Configure Wi-Fi (2/2)', PASSWORD);

  await vscode.run('updateDeviceNow');
  await vscode.toasts.waitFor(/Updating the board: .*downloads/);
  for (const attempt of [() => vscode.serving.click(), () => vscode.run('resetDevice'), () => vscode.run('disconnectDevice'), () => vscode.run('updateDeviceNow')]) {
    await attempt();
    await vscode.toasts.close('"Updating the board" is still running.');
  }
  await vscode.toasts.waitFor('now runs v1.26.0 from ota_1');
});
