// What a board takes from the server in place of its own scripts, and what it refuses.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { ScriptBoard, scriptsOf } from './support/script-board.js';
import { manifest, manifestOf, type Release } from './support/script-server.js';

const requestsFor = (board: ScriptBoard, name: string): number => board.server.seen.filter(({ path }) => path === `/fw/ota-scripts/${name}`).length;

test('newer scripts are fetched, started, kept once they can be renewed again, and leave nothing behind', async (t) => {
  const board = await ScriptBoard.start(t);
  await board.settles();
  const release = board.folder.release = board.next('0.2.0', 2000);
  const from = board.device.mark;
  await board.device.restart();
  const kept = board.device.lines.items.indexOf(await board.device.line(/^\[OTA\] scripts kept: version 0\.2\.0$/, from));
  await board.settles(kept);
  board.assertRuns(release);
  board.assertTidy();
  assert.deepEqual(board.journal, { version: '0.2.0', sequence: 2000, names: Object.keys(release.files) });
  assert.equal(requestsFor(board, 'ota.py'), 1);
  assert.equal(requestsFor(board, 'ota_scripts.py'), 0, 'what is the same already is not fetched');
  assert.equal(board.device.board.state().resets.watchdog, 0);
});

test('a file that is new in a release comes, and goes again where the release is put back', async (t) => {
  const board = await ScriptBoard.start(t);
  await board.settles();
  const release = board.next('0.2.0', 2000, '\nimport ota_extra\n');
  board.folder.release = { ...release, files: { ...release.files, 'ota_extra.py': Buffer.from('raise ValueError("broken")\n') } };
  const from = board.device.mark;
  await board.device.restart();
  const put = board.device.lines.items.indexOf(await board.device.line(/^\[OTA\] scripts put back: version 0\.2\.0 .*ValueError: broken$/, from));
  await board.settles(put);
  board.assertRuns(scriptsOf('0.1.0'));
  assert.ok(!(board.device.board.files.read('/') as string[]).includes('ota_extra.py'));
});

/** The board asks, takes nothing, and goes on to main.py with the scripts it has. */
async function takesNothing(t: TestContext, arrange: (board: ScriptBoard, release: Release) => void, says: RegExp | null): Promise<ScriptBoard> {
  const board = await ScriptBoard.start(t);
  await board.settles();
  const release = board.next('0.2.0', 2000);
  board.folder.release = release;
  arrange(board, release);
  const from = board.device.mark;
  await board.device.restart();
  await board.settles(from);
  if (says) {
    await board.device.line(says, from);
  }
  board.assertRuns(scriptsOf('0.1.0'));
  board.assertTidy();
  return board;
}

const instead = (path: string, content: (release: Release) => Buffer | null) => (board: ScriptBoard, release: Release): void => {
  board.folder.instead.set(path, content(release));
};
const listing = (change: (files: Record<string, unknown>[]) => void) =>
  instead('/fw/ota-scripts.manifest', (release) => {
    const text = manifestOf(release).toString();
    const payload = JSON.parse(text.slice(text.indexOf('{'))) as { files: Record<string, unknown>[] };
    change(payload.files);
    return manifest(payload);
  });
const otaPy = '/fw/ota-scripts/ota.py';

const refused: [name: string, arrange: (board: ScriptBoard, release: Release) => void, says: RegExp | null][] = [
  ['a server without scripts', instead('/fw/ota-scripts.manifest', () => null), null],
  ['a page in place of the list', instead('/fw/ota-scripts.manifest', () => Buffer.from('<html>welcome</html>')), null],
  ['a list that is too long', instead('/fw/ota-scripts.manifest', (r) => Buffer.concat([manifestOf(r), Buffer.alloc(5000, ' ')])), /list of scripts is too long/],
  ['a file that is missing', instead(otaPy, () => null), /^\[OTA\] scripts: HTTP 404/],
  ['a file that is cut off', instead(otaPy, (r) => r.files['ota.py']!.subarray(0, -1)), /^\[OTA\] scripts: scripts: ota\.py is cut off/],
  ['a file that is longer', instead(otaPy, (r) => Buffer.concat([r.files['ota.py']!, Buffer.from('#')])), /ota\.py is longer than its list says/],
  ['a file with one other byte', instead(otaPy, (r) => Buffer.from(r.files['ota.py']!.map((b, i) => (i === 900 ? b ^ 1 : b)))), /ota\.py has another SHA-256/],
  ['the guard itself', listing((files) => files.push({ name: 'ota_boot.py', sha256: '0'.repeat(64), size: 1 })), /ota_boot\.py may not be replaced/],
  ['boot.py', listing((files) => files.push({ name: 'boot.py', sha256: '0'.repeat(64), size: 1 })), /boot\.py may not be replaced/],
  ["the user's main.py", listing((files) => files.push({ name: 'main.py', sha256: '0'.repeat(64), size: 1 })), /main\.py may not be replaced/],
  ["the user's ota_health.py", listing((files) => files.push({ name: 'ota_health.py', sha256: '0'.repeat(64), size: 1 })), /ota_health\.py may not be replaced/],
  ['more than the file system takes', (board) => board.device.board.files.write('/photos.bin', Buffer.alloc(880 << 10)), /need \d+ bytes more on the file system/],
  ['an older release', instead('/fw/ota-scripts.manifest', (r) => manifestOf({ ...r, version: '0.0.9', sequence: 9 })), null],
  ['the same version with a greater sequence', instead('/fw/ota-scripts.manifest', (r) => manifestOf({ ...r, version: '0.1.0' })), null],
];

for (const [name, arrange, says] of refused) {
  test(`${name} changes nothing`, async (t) => {
    await takesNothing(t, arrange, says);
  });
}

test('"scripts": false in /ota.json keeps the server out', async (t) => {
  const board = await ScriptBoard.start(t);
  await board.settles();
  board.folder.release = board.next('0.2.0', 2000);
  const config = JSON.parse((board.device.board.files.read('/ota.json') as Buffer).toString()) as object;
  board.device.board.files.write('/ota.json', Buffer.from(JSON.stringify({ ...config, scripts: false })));
  const from = board.device.mark;
  await board.device.restart();
  await board.settles(from);
  board.assertRuns(scriptsOf('0.1.0'));
  assert.equal(requestsFor(board, 'ota.py'), 0);
});

test('an older release played back after a newer one is not taken', async (t) => {
  const board = await ScriptBoard.start(t);
  const newer = board.folder.release = board.next('0.3.0', 3000);
  let from = board.device.mark;
  await board.device.restart();
  await board.settles(board.device.lines.items.indexOf(await board.device.line(/^\[OTA\] scripts kept: version 0\.3\.0$/, from)));
  board.folder.release = board.next('0.2.0', 2000);
  from = board.device.mark;
  await board.device.restart();
  await board.settles(from);
  board.assertRuns(newer);
});

test('a query behind the URL stays behind the names beside it', async (t) => {
  const board = await ScriptBoard.start(t);
  await board.settles();
  board.folder.release = board.next('0.2.0', 2000);
  board.device.board.files.write('/ota.json', Buffer.from(JSON.stringify({
    wifi: [{ ssid: 'workshop', password: 'a long password' }], fw_url: `${board.server.url('/fw/firmware.app-bin')}?token=a/b`,
  })));
  const from = board.device.mark;
  await board.device.restart();
  await board.device.line(/^\[OTA\] scripts kept/, from);
  const asked = board.server.seen.map(({ path }) => path);
  assert.ok(asked.includes('/fw/ota-scripts.manifest?token=a/b') && asked.includes('/fw/ota-scripts/ota.py?token=a/b'), asked.join(' '));
});

test('where boot.py starts ota.py without the guard, nothing is fetched that nobody would put back', async (t) => {
  const boot = Buffer.from('import ota\nota.boot()\n');
  const board = await ScriptBoard.start(t, { boot });
  board.folder.release = board.next('0.2.0', 2000);
  const from = board.device.mark;
  await board.device.restart();
  await board.settles(from);
  assert.equal(requestsFor(board, 'ota.py'), 0);
});
