// What removing OtaTools takes off a board, and what it never touches.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildAppImage, type SimulatedBoard } from '@otatools/simulator';
import { Sidecar } from '../support/sidecar.js';
import { deviceOf, install, reach, scripts, startBoard } from './support/board.js';
import { refusal } from './support/client.js';
import { otatools } from './support/command-line.js';
import { printed } from './support/printed.js';

const timeout = 60_000;
const main = Buffer.from('print("main.py runs")\n');
const own = Buffer.from('# mine\nprint("my own boot")\n');
let sidecar: Sidecar;

before(async () => {
  sidecar = await Sidecar.start();
});

after(() => sidecar.kill());

interface Removal { removed: string[]; restored: boolean; callsUs: boolean }

const remove = (board: SimulatedBoard): Promise<Removal> => sidecar.request('otatools/scripts/remove', { device: deviceOf(board), timeoutSeconds: 20 });
const upload = (board: SimulatedBoard, bootPy: string): Promise<unknown> =>
  sidecar.request('otatools/scripts/upload', { device: deviceOf(board), timeoutSeconds: 20, bootPy, firmwareUrl: 'http://127.0.0.1:1/x' });
const filesOn = (board: SimulatedBoard): string[] => [...(board.files.read('/') as string[])].sort();

/** Runs code at the board's prompt. */
async function type(board: SimulatedBoard, code: string, until: string): Promise<void> {
  const from = board.console.length;
  await sidecar.request('otatools/console/send', { device: deviceOf(board), text: `${code}\r` });
  await printed(board, until, from);
}

test('everything of ours goes, with what is half or kept, and what is remembered; the program and its data stay', { timeout }, async (t) => {
  const board = await startBoard(t);
  install(board, { wifi: [], fw_url: '' });
  const stays = { '/main.py': main, '/ota_health.py': main, '/other.py': main, '/main.py.old': main };
  const goes = ['/ota.py.next', '/ota_pack.py.old', '/ota.new/ota.json', '/ota_scripts.json', '/ota_of_tomorrow.py'];
  for (const [file, content] of Object.entries(stays)) board.files.write(file, content);
  for (const file of goes) board.files.write(file, Buffer.from('{"names": ["ota.py", "ota_of_tomorrow.py", "main.py"]}'));
  await printed(board, '>>> ');
  await type(board, 'import esp32; s = esp32.NVS("ota"); s.set_blob("try", b"1"); s.set_blob("etag", b"2"); s.commit(); print(6 * 7)', '42\r\n');
  const answer = await remove(board);
  assert.deepEqual(filesOn(board), Object.keys(stays).map((file) => file.slice(1)).sort());
  assert.deepEqual([...answer.removed].sort(), [...Object.keys(scripts), ...goes, '/ota.json', 'NVS ota'].sort());
  assert.deepEqual([answer.restored, answer.callsUs], [false, false]);
  assert.deepEqual(Object.keys(board.nvs()['ota'] ?? {}), []);
  assert.deepEqual(await remove(board), { removed: [], restored: false, callsUs: false });
});

for (const bootPy of ['hook', 'replace']) {
  test(`a boot.py of the user's own is back, byte for byte, where ours came by "${bootPy}"`, { timeout }, async (t) => {
    const board = await startBoard(t);
    board.files.write('/boot.py', own);
    await upload(board, bootPy);
    const answer = await remove(board);
    assert.equal(answer.restored, true);
    assert.deepEqual(board.files.read('/boot.py'), own);
    assert.deepEqual(filesOn(board), ['boot.py']);
    const from = board.console.length;
    board.reset();
    await printed(board, 'my own boot', from);
  });
}

test('a boot.py that calls us in its own words is left to its owner, who is told', { timeout }, async (t) => {
  const board = await startBoard(t);
  const calls = Buffer.from('print("mine")\nimport ota_boot\n');
  board.files.write('/boot.py', calls);
  await upload(board, 'refuse');
  assert.equal((await remove(board)).callsUs, true);
  assert.deepEqual(board.files.read('/boot.py'), calls);
});

test('a boot.py that has nothing to do with us stays', { timeout }, async (t) => {
  const board = await startBoard(t);
  board.files.write('/boot.py', own);
  assert.deepEqual(await remove(board), { removed: [], restored: false, callsUs: false });
  assert.deepEqual(board.files.read('/boot.py'), own);
});

test('nothing is removed while new firmware is on trial', { timeout }, async (t) => {
  const board = await startBoard(t, { slot1: buildAppImage({ version: 'v1.27.0' }) });
  await printed(board, '>>> ');
  await type(board, 'from esp32 import Partition; Partition("ota_1").set_boot(); print(6 * 7)', '42\r\n');
  const from = board.console.length;
  board.reset();
  await printed(board, '>>> ', from);
  await reach(board, { slot: 'ota_1', state: 'PENDING_VERIFY' });
  install(board);
  const error = await refusal(remove(board));
  assert.equal(error.data?.reason, 'DeviceImageOnTrial');
  assert.deepEqual(filesOn(board), Object.keys(scripts).map((file) => file.slice(1)).sort());
});

test('the command line says what went, and the second time that there is nothing', { timeout }, async (t) => {
  const board = await startBoard(t);
  install(board);
  const first = await otatools(t, ['remove', '--device', deviceOf(board)]);
  assert.equal(first.code, 0);
  assert.match(first.stdout, /^\/ota_boot\.py removed$/m);
  assert.match((await otatools(t, ['remove', '--device', deviceOf(board)])).stdout, /There is nothing of OtaTools on this board/);
});
