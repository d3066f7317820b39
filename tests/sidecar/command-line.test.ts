// The command line: its verbs, what they print, and their exit codes.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { assertScriptsOn, configurationOn, deviceOf, reach, startBoard, scripts } from './support/board.js';
import { CommandLine, otatools, resultOf } from './support/command-line.js';
import { temporaryFolder } from './support/folder.js';
import { closedPort, silentDevice } from './support/listeners.js';
import { printed } from './support/printed.js';

const timeout = 60_000;
const verbs = ['ports', 'info', 'upload', 'ls', 'cat', 'get', 'rm', 'console', 'reset', 'inspect', 'pack', 'serve', 'update', 'keygen', 'sign', 'verify'];

test('help names every verb and all exit codes', { timeout }, async (t) => {
  const { code, stdout, stderr } = await otatools(t, ['--help']);
  assert.equal(code, 0);
  assert.equal(stderr, '');
  for (const word of [...verbs, 'Exit codes', '130']) {
    assert.ok(stdout.includes(word), word);
  }
});

test('every verb explains itself', { timeout }, async (t) => {
  for (const verb of verbs) {
    const { code, stdout } = await otatools(t, [verb, '--help']);
    assert.equal(code, 0, verb);
    assert.match(stdout, new RegExp(`otatools ${verb}`));
  }
});

test('no verb takes a password as an argument', { timeout }, async (t) => {
  for (const verb of ['upload', 'update']) {
    const { stdout } = await otatools(t, [verb, '--help']);
    assert.doesNotMatch(stdout, /--(password|psk|pass)[ =<]/);
  }
});

test('wrong usage ends with 2 and points to the help', { timeout }, async (t) => {
  for (const args of [['fly'], ['info', '--baud', 'fast'], ['update'], ['upload', '--boot-py', 'burn'], ['ports', 'extra'], ['upload', '--password', 'x']]) {
    const { code, stdout, stderr } = await otatools(t, args);
    assert.equal(code, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, /--help/);
  }
});

test('ports prints one JSON object', { timeout }, async (t) => {
  const run = await otatools(t, ['ports', '--json']);
  assert.equal(run.code, 0);
  assert.ok(Array.isArray(resultOf<{ ports: unknown[] }>(run).ports));
});

test('info tells what the board is, to people and as JSON', { timeout }, async (t) => {
  const board = await startBoard(t);
  const json = await otatools(t, ['info', '--device', deviceOf(board), '--json']);
  assert.equal(json.code, 0);
  const info = resultOf<{ version: string; running: string; scripts: string | null; scriptsOffered: string; chipRevision: number; appElfSha256: string; fileSystemRow: boolean }>(json);
  assert.deepEqual([info.version, info.running, info.scripts, info.scriptsOffered], ['v1.26.0 on 2025-08-09', 'ota_0', null, '0.1.0']);
  assert.deepEqual([info.chipRevision, info.fileSystemRow], [300, false]);
  assert.match(info.appElfSha256, /^[0-9a-f]{64}$/);
  const text = await otatools(t, ['info', '-d', deviceOf(board)]);
  assert.match(text.stdout, /v1\.26\.0/);
  assert.match(text.stdout, /ota_1 1,572,864 B/);
  board.files.write('/ota.py', Buffer.from('__version__ = "0.0.9"\n'));
  assert.match((await otatools(t, ['info', '-d', deviceOf(board)])).stdout, /0\.0\.9 \(0\.1\.0 is offered\)/);
});

test('upload and reset do what they say', { timeout }, async (t) => {
  const board = await startBoard(t);
  const device = deviceOf(board);
  const first = await otatools(t, ['upload', '--device', device, '--json']);
  assert.deepEqual(resultOf<{ files: { change: string }[] }>(first).files.map((file) => file.change), Object.keys(scripts).map(() => 'new'));
  assertScriptsOn(board);
  const second = await otatools(t, ['upload', '--device', device]);
  assert.match(second.stdout, /unchanged +\/ota\.py/);
  const { boots } = board.state();
  assert.equal((await otatools(t, ['reset', '--device', device])).code, 0);
  await reach(board, { 'boots>': boots + 1 });
});

test('console shows what the board prints and ends with 0 on Ctrl-C', { timeout, skip: process.platform === 'win32' }, async (t) => {
  const board = await startBoard(t);
  const run = CommandLine.start(t, ['console', '--device', deviceOf(board)]);
  await run.notes.line(/Console of/);
  board.files.write('/main.py', Buffer.from('print("温度 21 °C")\n'));
  board.reset();
  await run.lines.line(/^温度 21 °C$/);
  run.child.kill('SIGINT');
  assert.equal((await run.finished).code, 0);
});

test('failures of the link end with 3, in words and as JSON', { timeout }, async (t) => {
  const cases = [
    { device: `socket://127.0.0.1:${await closedPort()}`, error: 'DeviceNotFound' },
    { device: await silentDevice(t), error: 'DeviceNoAnswer' },
    { device: 'socket://nonsense', error: 'DeviceAddressInvalid' },
  ];
  for (const { device, error } of cases) {
    const run = await otatools(t, ['info', '--device', device, '--timeout', '1', '--json']);
    assert.equal(run.code, 3);
    assert.equal(resultOf<{ error: string }>(run).error, error);
    assert.match(run.stderr, /^Failed: /m);
  }
  assert.equal((await otatools(t, ['reset'])).code, 3);
});

test('Ctrl-C while waiting for a silent board ends with 130', { timeout, skip: process.platform === 'win32' }, async (t) => {
  const board = await startBoard(t);
  board.files.write('/main.py', Buffer.from('while True:\n    try:\n        while True:\n            pass\n    except KeyboardInterrupt:\n        print("no")\n'));
  board.reset();
  await reach(board, { phase: 'running' });
  const run = CommandLine.start(t, ['info', '--device', deviceOf(board), '--timeout', '300']);
  await printed(board, 'no\r\n');
  run.child.kill('SIGINT');
  assert.equal((await run.finished).code, 130);
});

test('a foreign boot.py ends with 4, an impossible configuration with 8', { timeout }, async (t) => {
  const board = await startBoard(t);
  board.files.write('/boot.py', Buffer.from('print("mine")\n'));
  assert.equal((await otatools(t, ['upload', '--device', deviceOf(board)])).code, 4);
  assert.equal((await otatools(t, ['upload', '--device', deviceOf(board), '--fw-url', 'ftp://x/y'])).code, 8);
  assert.equal((await otatools(t, ['upload', '--device', deviceOf(board), '--ssid', 'x'.repeat(33)])).code, 8);
  assert.equal((await otatools(t, ['serve', '--port', '70000', '--address', '127.0.0.1'])).code, 8);
  assert.equal((await otatools(t, ['upload', '--device', deviceOf(board), '--boot-py', 'keep'])).code, 0);
});

test('messages are Japanese where the environment is', { timeout }, async (t) => {
  const env = { LANG: 'ja_JP.UTF-8' };
  assert.match((await otatools(t, ['--help'], env)).stdout, /終了コード|ファームウェア/);
  const failed = await otatools(t, ['info', '--device', `socket://127.0.0.1:${await closedPort()}`], env);
  assert.match(failed.stderr, /^失敗: .*応答しません/m);
  assert.equal(failed.code, 3);
  assert.match((await otatools(t, ['--help'], { ...env, LC_ALL: 'C' })).stdout, /Exit codes/);
});

test('the password comes from the environment or a file, and an open network needs none', { timeout }, async (t) => {
  const board = await startBoard(t);
  const upload = ['upload', '--device', deviceOf(board), '--ssid', 'home'];
  assert.equal((await otatools(t, upload, { OTATOOLS_WIFI_PASSWORD: 'from environment' })).code, 0);
  assert.deepEqual(configurationOn(board).wifi, [{ ssid: 'home', password: 'from environment' }]);
  const file = path.join(temporaryFolder(t), 'password');
  writeFileSync(file, 'from a ファイル\r\n');
  assert.equal((await otatools(t, [...upload, '--password-file', file], { OTATOOLS_WIFI_PASSWORD: 'not this one' })).code, 0);
  assert.deepEqual(configurationOn(board).wifi, [{ ssid: 'home', password: 'from a ファイル' }]);
  assert.equal((await otatools(t, upload)).code, 0);
  assert.deepEqual(configurationOn(board).wifi, [{ ssid: 'home', password: '' }]);
  assert.equal((await otatools(t, [...upload, '--password-file', `${file}.not-there`])).code, 8);
});

test('of a password file the first line counts', { timeout }, async (t) => {
  const board = await startBoard(t);
  const file = path.join(temporaryFolder(t), 'password');
  writeFileSync(file, 'first line\nthe router of the second floor\n');
  await otatools(t, ['upload', '--device', deviceOf(board), '--ssid', 'home', '--password-file', file]);
  assert.deepEqual(configurationOn(board).wifi, [{ ssid: 'home', password: 'first line' }]);
});
