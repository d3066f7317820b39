// LSP's lifecycle, as the reference client and a dying editor see it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from '../support/paths.js';
import { Sidecar } from '../support/sidecar.js';
import { refusal, startSidecar } from './support/client.js';
import { within } from './support/deadline.js';
import { deviceOf, startBoard } from './support/board.js';
import { silentDevice } from './support/listeners.js';

const timeout = 60_000;

test('initialize names the product and its version, and shutdown then exit ends with 0', { timeout }, async (t) => {
  const sidecar = Sidecar.spawn();
  t.after(() => sidecar.kill());
  const answer = await sidecar.request<{ serverInfo: { name: string; version: string }; capabilities: object }>(
    'initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  assert.deepEqual(answer.serverInfo, { name: 'OtaTools', version });
  await sidecar.connection.sendNotification('initialized', {});
  assert.equal(await within(sidecar.stop(), 'the end'), 0);
  assert.equal(sidecar.stderr, '');
});

test('exit without shutdown ends with 1', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  await sidecar.connection.sendNotification('exit');
  assert.equal(await within(sidecar.exited, 'the end'), 1);
  assert.equal(sidecar.stderr, '');
});

test('exit before initialize ends with 1', { timeout }, async (t) => {
  const sidecar = Sidecar.spawn();
  t.after(() => sidecar.kill());
  await sidecar.connection.sendNotification('exit');
  assert.equal(await within(sidecar.exited, 'the end'), 1);
});

test('a second initialize is an invalid request', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  assert.equal((await refusal(sidecar.request('initialize', { processId: null, rootUri: null, capabilities: {} }))).code, -32600);
});

test('after shutdown only exit is accepted', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  await sidecar.request('shutdown');
  assert.equal((await refusal(sidecar.request('otatools/serving/state'))).code, -32600);
  await sidecar.connection.sendNotification('exit');
  assert.equal(await within(sidecar.exited, 'the end'), 0);
});

test('the end of its input ends it', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  sidecar.child.stdin!.end();
  assert.equal(await within(sidecar.exited, 'the end'), 1);
  assert.equal(sidecar.stderr, '');
});

test('the end of its input ends it while a request waits for a silent board', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  const device = await silentDevice(t);
  sidecar.request('otatools/device/info', { device, timeoutSeconds: 300 }).catch(() => {});
  await sidecar.request('otatools/serving/state');
  sidecar.child.stdin!.end();
  assert.equal(await within(sidecar.exited, 'the end'), 1);
  assert.equal(sidecar.stderr, '');
});

test('exit ends it while a board is connected and its console open', { timeout }, async (t) => {
  const board = await startBoard(t);
  const sidecar = await startSidecar(t);
  await sidecar.request('otatools/console/open', { device: deviceOf(board) });
  assert.equal(await within(sidecar.stop(), 'the end'), 0);
  assert.equal(sidecar.stderr, '');
});

test('it ends when its editor is killed, though its input stays open', { timeout }, async (t) => {
  const editor = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  t.after(() => editor.kill('SIGKILL'));
  const sidecar = Sidecar.spawn();
  t.after(() => sidecar.kill());
  await sidecar.request('initialize', { processId: editor.pid, rootUri: null, capabilities: {} });
  editor.kill('SIGKILL');
  assert.equal(await within(sidecar.exited, 'the end of a sidecar without an editor'), 1);
  assert.equal(sidecar.stderr, '');
});

test('it ends when the process that the client names is gone already', { timeout }, async (t) => {
  const editor = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => editor.once('exit', resolve));
  const sidecar = Sidecar.spawn();
  t.after(() => sidecar.kill());
  sidecar.request('initialize', { processId: editor.pid, rootUri: null, capabilities: {} }).catch(() => {});
  await within(sidecar.exited, 'the end of a sidecar without an editor');
  assert.equal(sidecar.stderr, '');
});
