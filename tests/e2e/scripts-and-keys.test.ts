import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { eventually } from './support/eventually.js';
import { openEditor } from './support/editor.js';
import { arrange } from './support/scene.js';

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
