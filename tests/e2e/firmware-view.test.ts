import assert from 'node:assert/strict';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { buildAppImage, buildFullFlash } from '@otatools/simulator';
import { openEditor } from './support/editor.js';
import { eventually } from './support/eventually.js';
import { arrange } from './support/scene.js';
import { SideBarView } from './support/side-bar-view.js';
import { englishDark, englishLight, japaneseDark } from './support/themes.js';
import type { Workspace } from './support/workspace.js';

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
  const view = new SideBarView(vscode.page, vscode.view('firmware'));
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
  await vscode.page.mouse.move(900, 500);
  await vscode.screenshot('converted');
});

/** One of each that people have by mistake, and what is said of it beside a board of 4 MiB that runs v1.25.0. */
const wrong: readonly (readonly [name: string, content: Buffer | string, english: string, japanese: string])[] = [
  ['ESP32_GENERIC-v1.27.0.bin', buildFullFlash(app, '4MiB-ota'), 'full flash image', 'フラッシュ全体のイメージ'],
  ['ESP32_GENERIC_S3.app-bin', buildAppImage({ version: 'v1.27.0', chipId: 9 }), 'for another chip: ESP32-S3', '別のチップ用'],
  ['ESP32_GENERIC-SPIRAM.app-bin', buildAppImage({ version: 'v1.27.0', size: 1_672_976 }), '100,112 bytes too long', '100,112 バイト大きい'],
  ['ESP32_GENERIC-OTA-v1.24.0.app-bin', buildAppImage({ version: 'v1.24.0', date: '2024-10-25' }), 'older than what runs', '動作中のものより古い'],
  ['broken-off.app-bin', app.subarray(0, app.length >> 1), 'cut off', '途中で切れている'],
  ['damaged.app-bin', Buffer.concat([app.subarray(0, 9000), Buffer.from([app[9000]! ^ 1]), app.subarray(9001)]), 'damaged', '壊れている'],
  ['firmware.elf', Buffer.concat([Buffer.from('\x7fELF\x01\x01\x01', 'latin1'), Buffer.alloc(200)]), 'ELF file', 'ELF ファイル'],
  ['saved-page.bin', '<!DOCTYPE html><html><body>404</body></html>', 'web page', 'Web ページ'],
];

for (const [look, column] of [[englishLight, 2], [japaneseDark, 3]] as const) {
  test(`${look.name}: each wrong file is named as what it is, beside the one that fits`, async (t) => {
    const { workspace, device, image } = await arrange(t, { board: { layout: '4MiB-ota-vfs' } });
    rmSync(workspace.path(`OTA/${image}`));
    workspace.configure({ ...workspace.settings(), 'otaTools.device': device });
    workspace.write('OTA/ESP32_GENERIC-OTA-v1.27.0.app-bin', app);
    for (const [name, content] of wrong) workspace.write(`OTA/${name}`, content);
    const vscode = await openEditor(t, workspace.folder, look);
    const view = new SideBarView(vscode.page, vscode.view('firmware'));
    await view.open();
    await view.widen();
    await view.until('all files', (rows) => rows.length === wrong.length + 1);
    await vscode.run('identifyDevice');
    await vscode.dialog.press(
      vscode.say('What it runs and how large its slots are is asked over its REPL. That interrupts its program; a reset starts it again.'),
      vscode.say('Interrupt Device'),
    );
    const said = wrong.map((row) => row[column]);
    await view.until('what each is', (rows) => said.every((words) => rows.some((row) => row.description.includes(words) || row.spoken.includes(words))));
    await view.expand('ESP32_GENERIC-v1.27.0.bin');
    await view.until('the reason', (rows) => rows.length > wrong.length + 3);
    await vscode.toasts.close(/1,572,864/);
    await vscode.toasts.gone(vscode.say('Checking the board'));
    await vscode.screenshot('wrong-files');
  });
}
