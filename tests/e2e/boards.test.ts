import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { eventually } from './support/eventually.js';
import { openEditor } from './support/editor.js';
import { arrange } from './support/scene.js';

const BOARD = '24:0a:c4:00:00:01';

test('a board that went back is told once, with its reason, and listed with what it runs', async (t) => {
  const { workspace, image, port } = await arrange(t, { settings: { 'otaTools.address': '127.0.0.1' } });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('showBoards');
  await vscode.toasts.press('No board has asked', 'Start Serving Firmware');
  await vscode.serving.shows(new RegExp(`serving on ${port}`));
  const ask = (): Promise<Response> => fetch(`http://127.0.0.1:${port}/OTA/${image}`, {
    headers: {
      range: 'bytes=0-4095', 'x-ESP32-STA-MAC': BOARD, 'x-ESP32-version': 'v1.25.0', 'x-OtaTools-slot': 'ota_0', 'x-OtaTools-state': 'VALID',
      'x-OtaTools-image': '0123456789abcdef', 'x-OtaTools-scripts': '0.1.0',
      'x-OtaTools-outcome': 'rolled-back fedcba9876543210', 'x-OtaTools-reason': 'ota_health.check()%20says%20no',
    },
  });
  assert.equal((await ask()).status, 206);
  assert.equal((await ask()).status, 206);

  await vscode.toasts.press(`Board ${BOARD}: fedcba9876543210 did not prove itself, and the board went back: ota_health.check() says no`, 'Show Boards');
  await vscode.quickInput.asked('Boards');
  assert.match((await vscode.quickInput.rows())[0]!, new RegExp(`${BOARD} ?v1\\.25\\.0 · ota_0 fedcba9876543210 did not prove itself`));
  await vscode.screenshot('boards');
  await vscode.quickInput.row(BOARD).click();
  await vscode.requests.waitForLine(/device scripts: 0\.1\.0/);
  assert.equal((await vscode.toasts.history()).filter((text) => text.includes('went back')).length, 1);
});

test('Remove OTA asks first, and takes off the board what the upload put on it', async (t) => {
  const { board, workspace, image, device } = await arrange(t);
  workspace.configure({ 'otaTools.device': device });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('uploadDeviceScripts');
  await vscode.quickInput.choose('No Wi-Fi is configured', 'Keep the network');
  await vscode.quickInput.choose('Set Firmware URL', image);
  await vscode.toasts.waitFor(/Uploaded: /);
  const files = (): string[] => board.files.read('/') as string[];
  assert.ok(files().includes('ota.py') && files().includes('ota.json'));

  await vscode.run('removeOta');
  assert.match(await vscode.dialog.waitFor(/Remove OTA from the board/), /What stays: the firmware, main\.py/);
  await vscode.screenshot('before-removing');
  await vscode.dialog.press(/Remove OTA from the board/, 'Remove OTA');
  // Not its toast: one that comes at the moment another goes is sometimes left to the bell by VS Code.
  const ours = (): string[] => files().filter((file) => file.startsWith('ota') || file === 'boot.py');
  await eventually('a board without our files', () => Promise.resolve(ours().length === 0 ? true : undefined));
});

test('a signing key is made, kept out of files and traces, and signs an image', async (t) => {
  const { workspace, image } = await arrange(t, { settings: { 'otaTools.trace.server': 'verbose' } });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('signFirmware');
  await vscode.toasts.press('There is no signing key', 'Generate Signing Key…');
  await vscode.quickInput.choose('Signing Key', 'Generate a new key');
  await vscode.toasts.press('is in the secret storage', 'Signed Firmware Only');
  await vscode.run('signFirmware');
  await vscode.quickInput.choose('The image to sign', image);
  await vscode.toasts.waitFor(/Signed as number \d+/);
  const manifest = workspace.path(`OTA/${image}.manifest`);
  assert.ok(existsSync(manifest));
  assert.match(readFileSync(manifest, 'utf8'), /^OTATOOLS-MANIFEST-1\n[0-9a-f]{768}\n/);
  await vscode.run('generateSigningKey');
  await vscode.quickInput.asked(/Fingerprint [0-9a-f]{32}/);
  await vscode.quickInput.row('Let boards take unsigned firmware').waitFor();
  await vscode.screenshot('signing-key');
  await vscode.quickInput.escape();
  const trace = await vscode.channel('OTA Tools: Trace').text();
  assert.match(trace, /otatools\/signing\/sign/);
  assert.doesNotMatch(trace, /PRIVATE KEY/);
});
