// What an upload leaves on the board, and what it leaves alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { SimulatedBoard } from '@otatools/simulator';
import { Sidecar } from '../support/sidecar.js';
import { allScripts, assertScriptsOn, deviceOf, install, reach, scripts, startBoard, temporaryFiles } from './support/board.js';
import { refusal } from './support/client.js';
import { printed } from './support/printed.js';

const timeout = 60_000;
let sidecar: Sidecar;

before(async () => {
  sidecar = await Sidecar.start();
});

after(() => sidecar.kill());

interface Outcome {
  readonly files: { readonly path: string; readonly change: 'new' | 'changed' | 'unchanged'; readonly bytes: number }[];
}

function upload(board: SimulatedBoard, params: object = {}, cancel?: CancellationTokenSource): Promise<Outcome> {
  return sidecar.request('otatools/scripts/upload', { device: deviceOf(board), timeoutSeconds: 20, ...params }, cancel?.token);
}

const changesOf = ({ files }: Outcome): Record<string, string> => Object.fromEntries(files.map((file) => [file.path, file.change]));

test('files are new, then unchanged with nothing written, then changed where they differ', { timeout }, async (t) => {
  const board = await startBoard(t);
  const wifi = { ssid: 'home', password: '12345678' };
  const firmwareUrl = 'http://192.168.1.2:8000/new.app-bin';
  assert.deepEqual(changesOf(await upload(board, { wifi, firmwareUrl })), allScripts('new', { '/ota.json': 'new' }));
  assertScriptsOn(board);
  board.resetCounters();
  assert.deepEqual(
    changesOf(await upload(board, { wifi, firmwareUrl })), allScripts('unchanged', { '/ota.json': 'unchanged' }));
  assert.deepEqual(board.counters().fs, { writes: 0, bytesWritten: 0 });
  board.files.write('/ota.py', Buffer.from('# an older one\n'));
  assert.deepEqual(
    changesOf(await upload(board, { wifi: { ssid: 'home', password: '87654321' } })),
    allScripts('unchanged', { '/ota.py': 'changed', '/ota.json': 'changed' }));
  assertScriptsOn(board);
  assert.deepEqual(temporaryFiles(board), []);
});

/** Ours that come beside a boot.py which is left alone. */
const { '/boot.py': _, ...butBootPy } = allScripts('new');

const own = Buffer.from('# mine\nprint("my own boot")\n');

test('a boot.py of somebody else is refused and nothing at all is written', { timeout }, async (t) => {
  const board = await startBoard(t);
  board.files.write('/boot.py', own);
  const error = await refusal(upload(board, { wifi: { ssid: 'home', password: '12345678' } }));
  assert.equal(error.data?.reason, 'BootPyForeign');
  assert.match(error.message, /\(hook\)/);
  assert.doesNotMatch(error.message, /--/);
  assert.deepEqual(board.counters().fs, { writes: 0, bytesWritten: 0 });
  assert.deepEqual(board.files.read('/'), ['boot.py']);
  assert.deepEqual(board.files.read('/boot.py'), own);
});

test('hook puts our lines in front of it, once, and both run', { timeout }, async (t) => {
  const board = await startBoard(t);
  board.files.write('/boot.py', own);
  await upload(board, { bootPy: 'hook' });
  const hooked = board.files.read('/boot.py') as Buffer;
  assert.ok(hooked.subarray(0, scripts['/boot.py'].length).equals(scripts['/boot.py']));
  assert.ok(hooked.subarray(-own.length).equals(own));
  for (const bootPy of ['hook', 'refuse']) {
    board.resetCounters();
    await upload(board, { bootPy });
    assert.equal(board.counters().fs.writes, 0);
  }
  const from = board.console.length;
  board.reset();
  await printed(board, '[BOOT] running=', from);
  await printed(board, 'my own boot', from);
});

test('replace takes its place and keeps it', { timeout }, async (t) => {
  const board = await startBoard(t);
  board.files.write('/boot.py', own);
  await upload(board, { bootPy: 'replace' });
  assertScriptsOn(board);
  assert.deepEqual(board.files.read('/boot.py.bak'), own);
});

test('keep leaves it as it is', { timeout }, async (t) => {
  const board = await startBoard(t);
  board.files.write('/boot.py', own);
  assert.deepEqual(changesOf(await upload(board, { bootPy: 'keep' })), butBootPy);
  assert.deepEqual(board.files.read('/boot.py'), own);
  assert.deepEqual(board.files.read('/ota.py'), scripts['/ota.py']);
});

test('a boot.py of comments alone, as a new board has it, is replaced unasked', { timeout }, async (t) => {
  const board = await startBoard(t);
  board.files.write('/boot.py', Buffer.from('# This file is executed on every boot\n#import esp\n\n#esp.osdebug(None)\n'));
  await upload(board);
  assertScriptsOn(board);
});

for (const start of ['import ota_boot', 'import ota\nota.boot()']) {
  test(`a boot.py of somebody else that has ${JSON.stringify(start)} is left alone`, { timeout }, async (t) => {
    const board = await startBoard(t);
    const calls = Buffer.from(`print("mine")\n${start}\n`);
    board.files.write('/boot.py', calls);
    assert.deepEqual(changesOf(await upload(board)), butBootPy);
    assert.deepEqual(board.files.read('/boot.py'), calls);
  });
}

test('an update over the air that was begun is forgotten, so that nothing takes the place of what came by cable', { timeout }, async (t) => {
  const board = await startBoard(t);
  install(board);
  board.files.write('/ota.py', Buffer.from('# new ones, on trial\n'));
  board.files.write('/ota.py.old', Buffer.from('# the ones of before\n'));
  board.files.write('/ota_signed.py.next', Buffer.from('# staged\n'));
  board.files.write('/ota_scripts.json', Buffer.from(JSON.stringify({ state: 'begun', files: ['ota.py'], added: [], starts: 0, was: {} })));
  await upload(board);
  assertScriptsOn(board);
  assert.deepEqual(board.files.read('/'), Object.keys(scripts).map((file) => file.slice(1)).sort());
});

test('an upload that is cancelled leaves the old files and no half ones, and the next one works', { timeout }, async (t) => {
  const board = await startBoard(t, { link: 'uart' });
  install(board);
  const old = Buffer.from('# an older one\n'.repeat(10));
  board.files.write('/ota.py', old);
  await printed(board, '>>> ');
  board.resetCounters();
  const cancel = new CancellationTokenSource();
  const cancelled = refusal(upload(board, {}, cancel));
  await reach(board, { 'uartReceived>': 3500 });
  cancel.cancel();
  assert.equal((await cancelled).code, -32800);
  assert.deepEqual(board.files.read('/ota.py'), old);
  assert.deepEqual(temporaryFiles(board), []);
  const from = board.console.length;
  await sidecar.request('otatools/console/send', { device: deviceOf(board), text: 'print(6*7)\r' });
  await printed(board, '42\r\n>>> ', from);
  await upload(board);
  assertScriptsOn(board);
});
