import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import test from 'node:test';
import { buildAppImage, buildFullFlash } from '@otatools/simulator';
import { openEditor } from './support/editor.js';
import { ImagePage } from './support/image-page.js';
import { englishDark, japaneseLight } from './support/themes.js';
import { Workspace } from './support/workspace.js';

const app = buildAppImage({ version: 'v1.26.0', board: 'ESP32_GENERIC', machine: 'Generic ESP32 module with ESP32', size: 1_500_000 });

/** A folder as somebody has it who took both files from the download page. */
function folder(settings: object): Workspace {
  const workspace = new Workspace({ ...settings });
  workspace.write('OTA/good.app-bin', app);
  workspace.write('OTA/board.bin', buildFullFlash(app, 'no-ota'));
  return workspace;
}

test('English, dark: an image is shown as what it is, and a full one is made into what boards can use', async (t) => {
  const workspace = folder(englishDark.settings);
  const vscode = await openEditor(t, workspace.folder, { locale: 'en' });
  const image = new ImagePage(vscode.page);

  await image.open('good.app-bin');
  await image.says('v1.26.0');
  assert.deepEqual(await image.row('1'), ['1', 'DROM', '0x3f400020', '0x20', '8,192 bytes']);
  const bars = await image.bars(/^The segments of the app/);
  assert.equal(bars.length, 4);
  const widths = await image.widths(/^The segments of the app/);
  assert.ok(widths.at(-1)! < 0.01 && Math.max(...widths) > 0.95, `to scale: ${widths.join(' ')}`);
  await vscode.page.keyboard.press('Tab');
  await image.focusIsOn('Use as FW_URL');
  await vscode.page.keyboard.press('Tab');
  await vscode.page.keyboard.press('Tab');
  await image.focusIsOn(/^No\. 1: DROM/);
  await vscode.screenshot('app-image');

  await image.press('Use as FW_URL');
  await vscode.toasts.close(/FW_URL is http.*OTA\/good\.app-bin/);

  await vscode.run('openImage');
  await vscode.quickInput.choose('Open Image', /board\.bin/);
  await image.shows('board.bin');
  await image.says(/full flash image \(\.bin/);
  assert.deepEqual(await image.row('factory'), ['factory', 'app, factory', '0x10000', '2,031,616 bytes']);
  await vscode.screenshot('full-image');

  await image.press('Extract App Image');
  await vscode.toasts.waitFor('Extracted board.app-bin.');
  assert.deepEqual(readFileSync(workspace.path('OTA/board.app-bin')), app);
  await vscode.toasts.close('Extracted');

  workspace.write('OTA/board-ota.bin', 'mine');
  await image.press('Make OTA Image…');
  await vscode.quickInput.choose('Make OTA Image', 'As the file says');
  await vscode.dialog.press('is there already and differs', 'Replace');
  await vscode.dialog.waitFor('esptool --chip esp32 write-flash 0x1000');
  await vscode.screenshot('made');
  await vscode.dialog.press('esptool', 'Open Image');
  await image.shows('board-ota.bin');
  assert.deepEqual(await image.row('ota_1'), ['ota_1', 'app, ota_1', '0x1b0000', '1,703,936 bytes']);
  await image.scrollTo('vfs');
  await vscode.screenshot('ota-image');

  const content = readFileSync(workspace.path('OTA/board-ota.bin'));
  rmSync(workspace.path('OTA/board-ota.bin'));
  await image.says(/There is no file/);
  workspace.write('OTA/board-ota.bin', content);
  await image.says('ota_1');
  assert.ok(existsSync(workspace.path('OTA/good.app-bin')));
});

test('Japanese, light: a full image and what to do about it', async (t) => {
  const workspace = folder(japaneseLight.settings);
  const vscode = await openEditor(t, workspace.folder, { locale: 'ja' });
  const image = new ImagePage(vscode.page);
  await vscode.run('openImage');
  await vscode.quickInput.choose(vscode.say('Open Image'), /board\.bin/);
  await image.says('フラッシュ全体のイメージ');
  await vscode.screenshot('full-image');
  await image.scrollTo('factory');
  await vscode.screenshot('partitions');
  await image.press(vscode.say('Extract App Image'));
  await vscode.toasts.waitFor(vscode.say('Extracted {0}.', 'board.app-bin'));
  assert.deepEqual(readFileSync(workspace.path('OTA/board.app-bin')), app);
});
