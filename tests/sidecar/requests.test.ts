// What is answered, what is refused, and how requests run side by side.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { Sidecar } from '../support/sidecar.js';
import { refusal, startSidecar } from './support/client.js';
import { silentDevice } from './support/listeners.js';

const timeout = 60_000;

test('a request before initialize is refused with -32002', { timeout }, async (t) => {
  const sidecar = Sidecar.spawn();
  t.after(() => sidecar.kill());
  for (const method of ['otatools/serving/state', 'otatools/device/ports', 'shutdown']) {
    assert.equal((await refusal(sidecar.request(method))).code, -32002, method);
  }
});

test('an unknown method is refused with -32601, an unknown notification ignored', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  assert.equal((await refusal(sidecar.request('otatools/device/melt', { device: 'x' }))).code, -32601);
  await sidecar.connection.sendNotification('otatools/unheardOf', { a: 1 });
  await sidecar.connection.sendNotification('$/unheardOf');
  await sidecar.connection.sendNotification('$/setTrace', { value: 'verbose' });
  assert.deepEqual(await sidecar.request('otatools/serving/state'), { serving: false });
  assert.equal(sidecar.stderr, '');
});

const badParameters: [string, string, unknown][] = [
  ['a missing device', 'otatools/device/info', {}],
  ['a device that is null', 'otatools/device/info', { device: null }],
  ['a device that is a list', 'otatools/device/info', { device: [1] }],
  ['a baud rate that is text', 'otatools/device/info', { device: 'x', baud: 'fast' }],
  ['a baud rate beyond 32 bits', 'otatools/device/info', { device: 'x', baud: 1e12 }],
  ['no parameters where an object is needed', 'otatools/device/info', undefined],
  ['a list in place of the object', 'otatools/device/info', [['x']]],
  ['a network without a name', 'otatools/scripts/upload', { device: 'x', wifi: { password: '12345678' } }],
  ['an unknown choice for boot.py', 'otatools/scripts/upload', { device: 'x', bootPy: 'burn' }],
  ['a choice for boot.py by number', 'otatools/scripts/upload', { device: 'x', bootPy: 1 }],
  ['no file to inspect', 'otatools/firmware/inspect', {}],
  ['a folder that is an object', 'otatools/serving/start', { root: { a: 1 } }],
  ['no firmware to update to', 'otatools/update/run', { device: 'x' }],
];

for (const [name, method, params] of badParameters) {
  test(`${name} is refused with -32602`, { timeout }, async (t) => {
    const sidecar = await startSidecar(t);
    assert.equal((await refusal(sidecar.request(method, params))).code, -32602);
    assert.equal(sidecar.stderr, '');
  });
}

test('a device that cannot be one is named as such', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  for (const [device, reason] of [['', 'DeviceNotSelected'], ['socket://', 'DeviceAddressInvalid'], ['socket://host:99999', 'DeviceAddressInvalid']]) {
    assert.equal((await refusal(sidecar.request('otatools/device/info', { device }))).data?.reason, reason, device);
  }
});

test('quick requests are answered while ten slow ones wait, and each of those can be cancelled', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  let answered = 0;
  const slow = [];
  for (let i = 0; i < 10; i++) {
    const cancel = new CancellationTokenSource();
    const device = await silentDevice(t);
    const request = refusal(sidecar.request('otatools/device/info', { device, timeoutSeconds: 300 }, cancel.token));
    slow.push({ cancel, request: request.finally(() => answered++) });
  }
  for (let i = 0; i < 20; i++) {
    await sidecar.request('otatools/serving/state');
    await sidecar.request('otatools/device/ports');
  }
  assert.equal(answered, 0);
  for (const { cancel, request } of slow.reverse()) {
    cancel.cancel();
    assert.equal((await request).code, -32800);
  }
});

test('cancelling what was never asked, or answered long ago, does no harm', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  await sidecar.request('otatools/serving/state');
  for (const id of [0, 1, 99_999, 'nobody']) {
    await sidecar.connection.sendNotification('$/cancelRequest', { id });
  }
  assert.ok(await sidecar.request('otatools/serving/state'));
  assert.equal(sidecar.stderr, '');
});

test('messages come in the language of the client', { timeout }, async (t) => {
  const sidecar = await Sidecar.start('ja-JP');
  t.after(() => sidecar.kill());
  assert.match((await refusal(sidecar.request('otatools/device/info', { device: 'socket://127.0.0.1:1' }))).message, /応答しません/);
});
