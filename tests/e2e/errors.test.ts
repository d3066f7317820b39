import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import test from 'node:test';
import { buildAppImage, buildFullFlash } from '@otatools/simulator';
import { builtSidecar } from '../support/paths.js';
import { freePort } from './support/code-server.js';
import { eventually } from './support/eventually.js';
import { openEditor } from './support/editor.js';
import { arrange, PASSWORD, SSID } from './support/scene.js';

test('a file that no board can take is shown with the reason, and refused before a byte is sent', async (t) => {
  const { workspace, image, device } = await arrange(t);
  const whole = readFileSync(workspace.path(`OTA/${image}`));
  workspace.write('OTA/cut.app-bin', whole.subarray(0, whole.length - 1000));
  workspace.write('OTA/full.bin', buildFullFlash(buildAppImage({ version: 'v1.26.0' })));
  workspace.configure({ 'otaTools.device': device });
  const vscode = await openEditor(t, workspace.folder);

  await vscode.run('setFirmwareUrl');
  await vscode.quickInput.asked('Set Firmware URL');
  await vscode.quickInput.row('full.bin').waitFor();
  const rows = await vscode.quickInput.rows();
  assert.match(rows[0]!, /v1\.26\.0/);
  assert.match(rows.join('\n'), /cut\.app-bin It is cut off/);
  assert.match(rows.join('\n'), /full\.bin It is a full flash image/);
  await vscode.screenshot('reasons');
  await vscode.quickInput.row('full.bin').click();
  await vscode.toasts.press(/full\.bin cannot be installed over the air\. It is a full flash image/, 'Choose Another Image…');
  await vscode.quickInput.choose('Set Firmware URL', image);
  await vscode.toasts.waitFor('FW_URL is');
});

test('an image for another chip is told by its name, and the board is left as it was', async (t) => {
  const { board, workspace, image, device, port } = await arrange(t);
  workspace.write(`OTA/${image}`, buildAppImage({ version: 'v1.26.0', chipId: 5 }));
  workspace.configure({ 'otaTools.device': device, 'otaTools.port': port });
  const vscode = await openEditor(t, workspace.folder);

  await vscode.run('updateDeviceNow');
  await vscode.quickInput.choose('No Wi-Fi is configured', 'Keep the network');
  await vscode.toasts.waitFor(/It is for ESP32-C3, and this board has an ESP32/);
  await vscode.screenshot('another-chip');
  assert.ok(!(board.files.read('/') as string[]).includes('ota.py'));
});

test('an image that is older than what runs is sent only where a person insists', async (t) => {
  const { board, workspace, device, port, image } = await arrange(t, { board: { image: buildAppImage({ version: 'v1.27.0' }) } });
  rmSync(workspace.path(`OTA/${image}`));
  workspace.write('OTA/older.app-bin', buildAppImage({ version: 'v1.27.0-preview.5.gabc' }));
  workspace.configure({ 'otaTools.device': device, 'otaTools.port': port });
  const vscode = await openEditor(t, workspace.folder);

  await vscode.run('updateDeviceNow');
  await vscode.quickInput.choose('No Wi-Fi is configured', 'Keep the network');
  await vscode.dialog.waitFor(/older\.app-bin was not sent\. It is MicroPython v1\.27\.0-preview\.5/);
  await vscode.screenshot('older-image');
  assert.deepEqual(board.files.read('/'), []);
  await vscode.dialog.press(/was not sent/, 'Send Anyway');
  await vscode.console.waitForLine(/^\[BOOT\]/);
  assert.ok((board.files.read('/') as string[]).includes('ota.py'));
});

test('a port that another program holds is told, and another one can be taken from the message', async (t) => {
  const { workspace, port } = await arrange(t);
  const other = createServer((_, response) => response.end()).listen(port, '0.0.0.0');
  t.after(() => other.close());
  const vscode = await openEditor(t, workspace.folder);

  await vscode.run('startServing');
  await vscode.toasts.waitFor(new RegExp(`Port ${port} is in use`));
  await vscode.screenshot('port-in-use');
  await vscode.serving.shows(/not serving/);
  const free = String(await freePort());
  await vscode.toasts.press(new RegExp(`Port ${port} is in use`), 'Serve on Another Port…');
  await vscode.quickInput.answer('Serve on another port', free);
  await vscode.serving.shows(new RegExp(`serving on ${free}`));
  assert.equal(workspace.settings()['otaTools.port'], Number(free));
  await vscode.serving.click();
  await vscode.serving.shows(/not serving/);
});

test('a board that is not there is told with a way to choose another one', async (t) => {
  const { workspace } = await arrange(t);
  workspace.configure({ 'otaTools.device': 'socket://127.0.0.1:9' });
  const vscode = await openEditor(t, workspace.folder);

  await vscode.run('showDeviceConsole');
  await vscode.toasts.press('Nobody answers at socket://127.0.0.1:9', 'Select Device…');
  await vscode.quickInput.asked('Select Device');
  await vscode.screenshot('select-another');
  await vscode.quickInput.escape();
});

test('a boot.py of the board’s own is asked about, and kept with our lines in front of it', async (t) => {
  const { board, workspace, device, port } = await arrange(t);
  board.files.write('/boot.py', Buffer.from('print("mine")\n'));
  workspace.configure({ 'otaTools.device': device, 'otaTools.port': port });
  const vscode = await openEditor(t, workspace.folder);

  await vscode.run('uploadDeviceScripts');
  await vscode.quickInput.choose('No Wi-Fi is configured', 'Keep the network');
  await vscode.quickInput.choose('Set Firmware URL', '.app-bin');
  await vscode.quickInput.asked('The board has a boot.py of its own');
  await vscode.screenshot('asked');
  assert.equal(String(board.files.read('/boot.py')), 'print("mine")\n');
  await vscode.quickInput.row('Put our lines in front of it').click();
  await vscode.toasts.waitFor(/Uploaded: \d+ files/);
  assert.match(String(board.files.read('/boot.py')), /print\("mine"\)\n$/);
});

test('a folder without firmware says what to do', async (t) => {
  const { workspace } = await arrange(t);
  rmSync(workspace.path('OTA'), { recursive: true });
  const vscode = await openEditor(t, workspace.folder);

  await vscode.run('setFirmwareUrl');
  await vscode.quickInput.row('Enter a URL…').waitFor();
  assert.match((await vscode.quickInput.rows()).join('\n'), /No firmware file in this folder/);
  await vscode.screenshot('empty');
  await vscode.quickInput.row('Enter a URL…').click();
  await vscode.quickInput.type('The address of an .app-bin', 'htp://x/y');
  await vscode.quickInput.complaint('A firmware URL begins with http://');
  await vscode.quickInput.correct('http://192.0.2.7/fw.app-bin');
  await vscode.toasts.waitFor('FW_URL is http://192.0.2.7/fw.app-bin');
});

test('without .NET for a portable server it is said what to install; with it the server runs', async (t) => {
  const { workspace, port } = await arrange(t);
  const machineSettings = { 'otaTools.serverPath': builtSidecar };
  const without = await openEditor(t, workspace.folder, { machineSettings });
  await without.run('startServing');
  await without.toasts.waitFor('On this computer OtaTools needs the ASP.NET Core Runtime 10 or newer');
  await without.screenshot('what-to-install');

  const withDotnet = await openEditor(t, workspace.folder, { machineSettings, env: { PATH: process.env.PATH ?? '' } });
  await withDotnet.run('startServing');
  await withDotnet.serving.shows(new RegExp(`serving on ${port}`));
});

test('a server path that names nothing is told', async (t) => {
  const { workspace } = await arrange(t);
  const vscode = await openEditor(t, workspace.folder, { machineSettings: { 'otaTools.serverPath': '/none/OtaTools.Server' } });
  await vscode.run('startServing');
  await vscode.toasts.press('There is no file /none/OtaTools.Server', 'Open Settings');
  await vscode.page.locator('.settings-editor').waitFor();
});

test('Check Connection asks the board, names the cause with its fix, and the addresses are explained', async (t) => {
  const { board, workspace, device, port } = await arrange(t);
  board.files.write('/ota.json', Buffer.from(JSON.stringify({ wifi: [{ ssid: SSID, password: PASSWORD }] })));
  workspace.configure({ 'otaTools.device': device, 'otaTools.port': port });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('checkConnection');
  assert.match(await vscode.dialog.waitFor(/Check the connection of/), /interrupts its program/);
  await vscode.dialog.press(/Check the connection of/, 'Check');
  await vscode.toasts.waitFor(`Nothing is served at http://127.0.0.1:${port}/`);
  await vscode.screenshot('nothing-served');
  await vscode.toasts.press('Nothing is served', 'Start Serving Firmware');
  await vscode.serving.shows(new RegExp(`serving on ${port}`));
  await vscode.run('checkConnection');
  await vscode.dialog.press(/Check the connection of/, 'Check');
  await vscode.toasts.waitFor(`The board reaches this computer at http://127.0.0.1:${port}/`);
  await vscode.screenshot('reached');

  await vscode.run('chooseAddress');
  await vscode.quickInput.asked('The address at which boards find this computer');
  const rows = await vscode.quickInput.rows();
  assert.match(rows[0]!, /Choose Automatically ?127\.0\.0\.1 · chosen/);
  assert.match(rows.join('\n'), /127\.0\.0\.1 ?loopback · lo This computer alone/);
  await vscode.screenshot('addresses');
  await vscode.quickInput.row(/loopback/).click();
  await eventually('the address in the settings', () => Promise.resolve(/"otaTools\.address": "127\.0\.0\.1"/.test(readFileSync(workspace.path('.vscode/settings.json'), 'utf8')) || undefined));
});
