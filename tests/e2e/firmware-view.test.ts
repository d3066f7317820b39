import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { buildAppImage, buildFullFlash } from '@otatools/simulator';
import { openEditor } from './support/editor.js';
import { eventually } from './support/eventually.js';
import { FirmwareView } from './support/firmware-view.js';
import { arrange } from './support/scene.js';
import { englishDark, japaneseLight } from './support/themes.js';
import { Workspace } from './support/workspace.js';

const app = buildAppImage({ version: 'v1.27.0', date: '2025-12-09' });

/** The usual downloads, each with what is wrong with it. */
function fill(workspace: Workspace): void {
  workspace.write('OTA/good.app-bin', app);
  workspace.write('OTA/ESP32_GENERIC-full.bin', buildFullFlash(app, '4MiB-ota'));
  workspace.write('OTA/cut.app-bin', app.subarray(0, app.length >> 1));
  workspace.write('OTA/page.bin', '<!DOCTYPE html><html><body>404</body></html>');
}

test('the firmware of a folder appears, is judged for the board, renamed, converted and gone', async (t) => {
  const { workspace, device, image } = await arrange(t);
  workspace.configure({ ...workspace.settings(), 'otaTools.device': device });
  const before = readFileSync(workspace.path(`OTA/${image}`));
  rmSync(workspace.path(`OTA/${image}`));
  const vscode = await openEditor(t, workspace.folder, englishDark);
  const view = new FirmwareView(vscode.page);
  await view.open();
  const welcome = await view.welcome('No firmware file is in this folder');
  assert.equal(await welcome.getByRole('link', { name: 'Download MicroPython' }).or(welcome.getByRole('button', { name: 'Download MicroPython' })).count(), 1);
  await vscode.screenshot('empty');

  // Only files that no board can take: said above them.
  workspace.write('OTA/page.bin', '<!DOCTYPE html><html><body>404</body></html>');
  await view.untilLabels('page.bin');
  await view.message('No board can be sent any of these files');
  fill(workspace);
  const files = await view.until('four files, judged', (rows) => rows.length === 4 && rows.slice(1).every((row) => !row.description.includes('arriving')));
  assert.deepEqual(files.map((row) => row.label), ['v1.27.0 · ESP32_GENERIC-OTA', 'cut.app-bin', 'ESP32_GENERIC-full.bin', 'page.bin']);
  assert.ok(files.slice(1).every((row) => /cut off|full flash|web page/i.test(row.spoken)), JSON.stringify(files));

  // A board that is asked what it is: then it is said what fits it.
  await view.title('Check Board…');
  await vscode.dialog.press('That interrupts its program', 'Interrupt Device');
  await vscode.toasts.waitFor('a slot has 1,572,864 bytes');
  await view.until('the fit', ([first]) => /^fits, \d+ %/.test(first?.description ?? ''));
  await view.expand('page.bin');
  await view.until('the reason', (rows) => rows.some((row) => row.label.startsWith('It is a web page')));
  await view.tooltip('v1.27.0', /OTA\/good\.app-bin[^]*2025-12-09/);
  await vscode.screenshot('judged');

  await view.act('v1.27.0', 'Use as FW_URL');
  await vscode.toasts.waitFor(/FW_URL is http:\/\/127\.0\.0\.1:\d+\/OTA\/good\.app-bin/);
  await view.until('the mark', ([first]) => first?.description.startsWith('FW_URL') === true);
  await view.menu('v1.27.0', 'Serve');
  await vscode.toasts.waitFor(/good\.app-bin is served at/);
  await view.until('being served', ([first]) => first?.description.includes('being served') === true);

  renameSync(workspace.path('OTA'), workspace.path('images'));
  await view.until('the renamed folder', ([first]) => first?.description.includes('images/good.app-bin') === true);
  rmSync(workspace.path('images/good.app-bin'));
  await view.message('No board can be sent any of these files');
  await view.act('ESP32_GENERIC-full.bin', 'Extract App Image…');
  await eventually('the extracted image', async () => (existsSync(workspace.path('images/ESP32_GENERIC-full.app-bin')) ? true : undefined));
  assert.deepEqual(readFileSync(workspace.path('images/ESP32_GENERIC-full.app-bin')), app);
  await view.until('the extracted image', ([first]) => first?.description.includes('images/ESP32_GENERIC-full.app-bin') === true);
  writeFileSync(workspace.path('images/real.app-bin'), before);
  await view.until('the other image', (rows) => rows.some((row) => row.description.includes('images/real.app-bin')));
  await vscode.screenshot('converted');
});

test('the firmware view speaks Japanese', async (t) => {
  const workspace = new Workspace();
  const vscode = await openEditor(t, workspace.folder, japaneseLight);
  const view = new FirmwareView(vscode.page);
  await view.open();
  await view.welcome('ファームウェア ファイルがありません');
  await vscode.screenshot('empty');
  fill(workspace);
  const rows = await view.until('four files, judged', (all) => all.length === 4 && all.slice(1).every((row) => !row.description.includes('受信中')));
  assert.ok(rows.slice(1).every((row) => /[ぁ-ん]/.test(row.spoken)), JSON.stringify(rows));
  await view.expand('cut.app-bin');
  await view.until('the reason', (all) => all.length > 5);
  await vscode.screenshot('judged');
});
