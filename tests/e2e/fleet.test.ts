import assert from 'node:assert/strict';
import test from 'node:test';
import { install } from '../sidecar/support/board.js';
import { ask, identityOf } from './support/asking-board.js';
import { openEditor } from './support/editor.js';
import { arrange, PASSWORD, SSID } from './support/scene.js';
import { SideBarView } from './support/side-bar-view.js';
import { englishDark, japaneseLight } from './support/themes.js';

const FIRST = '24:0a:c4:00:00:01';
const SECOND = '24:0a:c4:00:00:02';

test('boards appear while they update, are named and held, counted at the icon, kept across windows, and forgotten', async (t) => {
  const { board, workspace, image, port } = await arrange(t, { settings: { 'otaTools.address': '127.0.0.1' }, board: { mac: FIRST } });
  const url = `http://127.0.0.1:${port}/OTA/${image}`;
  install(board, { wifi: [{ ssid: SSID, password: PASSWORD }], fw_url: url });
  const vscode = await openEditor(t, workspace.folder, englishDark);
  const view = new SideBarView(vscode.page, vscode.view('boards'));
  await view.open();
  await view.widen();
  const welcome = await view.welcome('No firmware is being served');
  await welcome.getByRole('button', { name: 'Start Serving Firmware' }).or(welcome.getByRole('link', { name: 'Start Serving Firmware' })).first().click();
  await vscode.serving.shows(new RegExp(`serving on ${port}`));
  await view.welcome('No board has asked yet');

  board.reset();
  await view.untilLabels(FIRST); // through the loopback the download itself is over at once
  await view.until('the new version', ([first]) => /^v1\.26\.0 · ota_1/.test(first?.description ?? ''));
  assert.equal(await ask(url, { mac: SECOND, rssi: -71 }), 206);
  await view.until('the outdated one', ([, second]) => /^v1\.25\.0 → v1\.26\.0 · ota_0 · −71 dBm · just now/.test(second?.description ?? ''));
  await view.badge('1');
  await view.menu(SECOND, 'Rename…');
  await vscode.quickInput.answer(`Name of ${SECOND}`, 'Roof');
  await view.untilLabels(FIRST, 'Roof');
  await view.tooltip('Roof', /v1\.25\.0[^]*OTA\//);
  await vscode.screenshot('two-boards');
  await view.menu('Roof', 'Hold at This Version');
  await view.badge(undefined);
  assert.equal(await ask(url, { mac: SECOND, rssi: -71 }), 304);

  await ask(url, { mac: SECOND, outcome: `rolled-back ${identityOf(workspace.path(`OTA/${image}`))}`, reason: 'ota_health.check() says no' });
  await vscode.toasts.press(new RegExp(`Board ${SECOND}: v1\\.26\\.0 did not prove itself, and the board went back: ota_health\\.check\\(\\) says no`), 'Show Boards');
  await view.until('the reason', (rows) => rows.some((row) => row.label === 'Roof' && row.spoken.includes('ota_health.check() says no')));
  await vscode.screenshot('went-back');

  await vscode.reload(); // the side bar is as it was
  await view.untilLabels(FIRST, 'Roof');
  await vscode.screenshot('another-window');
  await view.menu('Roof', 'Forget…');
  await vscode.dialog.press('Forget the board Roof?', 'Forget');
  await view.untilLabels(FIRST);
});

test('Japanese, light: a rollout goes to one board, stops at its failure, and says so once', async (t) => {
  const { workspace, image, port } = await arrange(t, { settings: { 'otaTools.address': '127.0.0.1' } });
  const url = `http://127.0.0.1:${port}/OTA/${image}`;
  const vscode = await openEditor(t, workspace.folder, japaneseLight);
  const say = vscode.say.bind(vscode);
  const view = new SideBarView(vscode.page, vscode.view('boards'));
  await view.open();
  await view.widen();
  await vscode.run('startServing');
  await vscode.serving.shows(new RegExp(String(port)));
  const macs = [1, 2, 3].map((number) => `24:0a:c4:00:01:0${number}`);
  for (const mac of macs) {
    await ask(url, { mac, rssi: -60, image: '0123456789abcdef' });
  }
  await view.untilLabels(...macs);
  await vscode.run('startRollout');
  await vscode.quickInput.choose(say('The image to roll out'), image);
  await vscode.quickInput.type(say('Roll out {0}', image), 'many');
  await vscode.quickInput.complaint(say('Type a number of boards, such as 5, or a percentage, such as 10%.'));
  await vscode.quickInput.correct('1');
  await vscode.quickInput.answer(say('Failures that stop it: a number, or a percentage of the boards that got it.'), '1');
  const title = say('Rollout of {0}', 'v1.26.0');
  await view.untilLabels(title, ...macs);

  assert.equal(await ask(url, { mac: macs[0]!, rssi: -60 }), 206);
  assert.equal(await ask(url, { mac: macs[1]!, rssi: -60 }), 304);
  await vscode.screenshot('first-wave');
  await ask(url, { mac: macs[0]!, rssi: -60, outcome: `rolled-back ${identityOf(workspace.path(`OTA/${image}`))}`, reason: 'no network' });
  await vscode.toasts.waitFor(/段階配信を停止しました/);
  assert.equal(await ask(url, { mac: macs[1]!, rssi: -60 }), 304);
  await view.expand(title);
  await view.until('why', (rows) => rows.some((row) => row.label === macs[0] && row.description.includes('no network')));
  await vscode.screenshot('stopped');
});
