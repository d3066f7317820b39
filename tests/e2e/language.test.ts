import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { buildFullFlash } from '@otatools/simulator';
import { trackedByGit } from '../sidecar/support/git.js';
import { openEditor } from './support/editor.js';
import { arrange, PASSWORD, SSID, type Scene } from './support/scene.js';
import { englishDark, japaneseLight } from './support/themes.js';

/** ota.py as somebody writes it who has not read on: another computer's address, no port, the full image, and the password in git. */
const otaPy = (image: string): string => `# 気象観測 🌦\r\nWIFI_SSID = "${SSID}"\r\nWIFI_PASS = '${PASSWORD}'\r\nFW_URL = "http://192.168.77.77/OTA/${image}"\r\nCHUNK = 64\r\n`;

/** @returns The name of the full image that lies beside the app image. */
function writeFiles({ workspace, image }: Scene): string {
  const full = `${path.basename(image, '.app-bin')}-full.bin`;
  writeFileSync(workspace.path(`OTA/${full}`), buildFullFlash(readFileSync(workspace.path(`OTA/${image}`)), '4MiB-ota'));
  workspace.write('ota.py', otaPy(full));
  trackedByGit(workspace.folder, 'ota.py');
  return full;
}

test('ota.py says what is wrong with it, and each fix mends it on disk', async (t) => {
  const scene = await arrange(t);
  const { workspace, device, port, image } = scene;
  workspace.configure({ 'otaTools.device': device, 'otaTools.port': port });
  const full = writeFiles(scene);
  const vscode = await openEditor(t, workspace.folder, { settings: englishDark.settings });
  const { editor } = vscode;
  const read = (): string => workspace.read('ota.py');
  let text = read();
  await editor.open('ota.py');
  await editor.squiggles('error', 1);
  await editor.lens('Serve firmware');
  await editor.goTo(full, text);
  await editor.hover(/full flash image[^]*App in it/);
  await vscode.screenshot('hover-full-image');
  await vscode.page.keyboard.press('Escape');

  // The lens mends address and port in one step, where it can be undone.
  await editor.pressLens('127.0.0.1');
  text = text.replace('192.168.77.77', `127.0.0.1:${port}`);
  await editor.savedAs(read, text);

  // Of the images here the right one; or, that undone, the one that is in the full image.
  await editor.goTo(full, text);
  const fixes = await editor.showFixes();
  await vscode.screenshot('fixes');
  await vscode.page.keyboard.press('Escape');
  await editor.fix(fixes.find((title) => title.startsWith(`Use ${image}`))!);
  await editor.savedAs(read, text.replace(full, image));
  await vscode.page.keyboard.press('Control+Z');
  await editor.goTo(full, text);
  await editor.fix('Extract the app image');
  const extracted = full.replace('.bin', '.app-bin');
  text = text.replace(full, extracted);
  await editor.savedAs(read, text);
  await editor.squiggles('error', 0);
  assert.deepEqual(readFileSync(workspace.path(`OTA/${extracted}`)), readFileSync(workspace.path(`OTA/${image}`)));
  await editor.goTo(extracted, text);
  await editor.hover(/v1\.2[67]\.0/);
  await vscode.screenshot('hover-image');
  await vscode.page.keyboard.press('Escape');

  await editor.goTo('64', text);
  await editor.fix('256');
  text = text.replace('64', '256');
  await editor.savedAs(read, text);

  // The password goes, the code stays valid, and the secret storage has what an upload needs.
  await editor.goTo(PASSWORD, text);
  await editor.fix(/secret storage/i);
  await vscode.toasts.waitFor(`The password of "${SSID}" is in the secret storage`);
  await vscode.screenshot('password-moved');
  text = text.replace(`'${PASSWORD}'`, "''");
  await editor.savedAs(read, text);
  await editor.squiggles('warning', 0);
  await vscode.toasts.press(`The password of "${SSID}"`, 'Upload Device Scripts');
  await vscode.quickInput.choose(/Firmware URL/, image);
  await vscode.toasts.waitFor('Uploaded:');
  assert.deepEqual((JSON.parse(String(scene.board.files.read('/ota.json'))) as { wifi: unknown }).wifi, [{ ssid: SSID, password: PASSWORD }]);

  // Behind the host the images of the folder.
  await editor.goTo(`/OTA/${extracted}`, text, 0);
  await vscode.page.keyboard.press('Shift+End');
  await vscode.page.keyboard.type('/');
  assert.ok((await editor.suggestions()).some((label) => label.endsWith(image)));
  await vscode.screenshot('completion');
  await editor.accept(image);
  await editor.savedAs(read, text.replace(extracted, image));

  await editor.pressLens(/Serve/);
  await vscode.serving.shows(new RegExp(`serving on ${port}`));
  await editor.lens('Stop serving');
  await vscode.screenshot('served');
});

test('in Japanese too, and what is wrong goes with the file that was missing', async (t) => {
  const scene = await arrange(t);
  const { workspace, device, port, image } = scene;
  workspace.configure({ 'otaTools.device': device, 'otaTools.port': port });
  workspace.write('ota.json', JSON.stringify({ wifi: [{ ssid: SSID, pass: '' }], fw_url: `http://127.0.0.1:${port}/OTA/later.app-bin` }, null, 2));
  const vscode = await openEditor(t, workspace.folder, { locale: 'ja', settings: japaneseLight.settings });
  const { editor } = vscode;
  await editor.open('ota.json');
  await editor.squiggles('warning', 2);
  await editor.lens('配信');
  await editor.goTo('later', workspace.read('ota.json'));
  await editor.hover(/[ぁ-ん]/);
  await vscode.screenshot('japanese-hover');
  await vscode.page.keyboard.press('Escape');
  writeFileSync(workspace.path('OTA/later.app-bin'), readFileSync(workspace.path(`OTA/${image}`)));
  await editor.squiggles('warning', 1);
  await vscode.screenshot('japanese-file-found');
});

test('a Python file brings the server up with its first setting, and has one of everything after a crash', async (t) => {
  const { workspace, port } = await arrange(t);
  rmSync(workspace.path('OTA'), { recursive: true }); // a folder like any other of Python
  workspace.write('main.py', 'print("hello")\n');
  const vscode = await openEditor(t, workspace.folder, { settings: englishDark.settings });
  const { editor } = vscode;
  await editor.open('main.py');
  assert.ok(!(await vscode.log.text()).includes('server started'));
  assert.equal(await vscode.serving.item.isVisible(), false);
  await editor.open('main.py');
  await vscode.page.keyboard.press('Control+End');
  await vscode.page.keyboard.insertText(`FW_URL = "http://localhost:${port}/none.app-bin"`);
  await editor.squiggles('error', 1);
  const [, server] = /process (\d+)/.exec(await vscode.log.waitForLine(/server started/))!;
  await vscode.serving.shows(/not serving/);
  process.kill(Number(server), 'SIGKILL');
  await vscode.toasts.waitFor('was started again');
  await editor.squiggles('error', 1);
  await editor.lens('Serve firmware');
  assert.equal(await editor.part.locator('.codelens-decoration a').filter({ hasText: 'Serve firmware' }).count(), 1);
});
