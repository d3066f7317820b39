import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench } from './support/bench.js';

class ControlClient {
  constructor(private readonly port: number) {}

  async send(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
    const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, { method, body: content });
    return { status: response.status, text: await response.text() };
  }

  async json(method: string, path: string, body?: unknown): Promise<any> {
    const { status, text } = await this.send(method, path, body);
    assert.equal(status, 200, text);
    return JSON.parse(text);
  }
}

async function start(t: Parameters<typeof Bench.start>[0]) {
  const bench = await Bench.atPrompt(t);
  return { bench, control: new ControlClient(bench.board.controlPort) };
}

test('the state tells what runs', async (t) => {
  const { control } = await start(t);
  const { uptimeMs, sha256, ...state } = await control.json('GET', '/state');
  assert.ok(uptimeMs > 0);
  assert.match(sha256, /^[0-9a-f]{64}$/);
  assert.deepEqual(state, {
    powered: true, phase: 'running', slot: 'ota_0', bootSlot: 'ota_0', state: 'VALID', version: 'v1.26.0', date: '2025-08-09',
    build: 'ESP32_GENERIC-OTA', machine: 'Generic ESP32 module with OTA with ESP32',
    otadata: [{ seq: 1, state: 'VALID', crcOk: true }, { seq: 0xffffffff, state: 'UNDEFINED', crcOk: false }],
    resets: { power: 1, hardware: 0, software: 0, soft: 0, watchdog: 0, panic: 0, 'brown-out': 0, deepsleep: 0 },
    boots: 1, wifi: { status: 1000, ssid: null }, paused: false, lines: { dtr: false, rts: false }, baud: 115200,
  });
});

test('files go in, out and away', async (t) => {
  const { bench, control } = await start(t);
  await control.json('PUT', '/fs?path=/lib/m.py', 'x = 42\n');
  await bench.enterRawMode();
  assert.equal(await bench.print('import m\nprint(m.x)'), '42');
  assert.equal((await control.send('GET', '/fs?path=/lib/m.py')).text, 'x = 42\n');
  assert.deepEqual(await control.json('GET', '/fs?path=/'), ['lib']);
  await control.json('DELETE', '/fs?path=/lib');
  assert.equal((await control.send('GET', '/fs?path=/lib')).status, 404);
  assert.equal((await control.send('GET', '/fs?path=../nvs.json')).status, 400);
});

test('counters count and can be set to zero', async (t) => {
  const { bench, control } = await start(t);
  await control.json('POST', '/counters/reset');
  await bench.enterRawMode();
  await bench.print('from esp32 import NVS, Partition\nPartition("ota_1").writeblocks(0, bytes(4096))\nn = NVS("a")\nn.set_i32("b", 1)\nn.commit()\nf = open("f", "w")\nf.write("12345")\nf.close()');
  const counters = await control.json('GET', '/counters');
  assert.deepEqual(counters.flash, {
    erases: 1, writes: 2, bytesWritten: 4096, operations: 3,
    perPartition: { ...counters.flash.perPartition, ota_1: { erases: 1, bytesWritten: 4096 } },
  });
  assert.deepEqual(counters.fs, { writes: 1, bytesWritten: 5 });
  assert.deepEqual(counters.net, { received: 0, sent: 0, connections: 0 });
  assert.ok(counters.uart.received > 0 && counters.uart.sent > 0 && counters.uart.lost === 0);
  assert.deepEqual(await control.json('GET', '/nvs'), { a: { b: { i32: 1 } } });
});

test('reset and power work from outside', async (t) => {
  const { control } = await start(t);
  await control.json('POST', '/reset');
  assert.equal((await control.json('GET', '/wait?boots=2&phase=running')).resets.hardware, 1);
  await control.json('POST', '/power', { on: false });
  assert.equal((await control.json('GET', '/state')).powered, false);
  await control.json('POST', '/reset');
  assert.equal((await control.json('GET', '/state')).powered, false);
  await control.json('POST', '/power', { on: true });
  await control.json('GET', '/wait?boots=3&phase=running');
  await control.json('POST', '/power', { cycle: true });
  assert.equal((await control.json('GET', '/wait?boots=4&phase=running')).resets.power, 3);
});

test('a wait in vain ends with 408 and the state', async (t) => {
  const { control } = await start(t);
  const { status, text } = await control.send('GET', '/wait?slot=ota_1&timeoutMs=20');
  assert.equal(status, 408);
  assert.equal(JSON.parse(text).slot, 'ota_0');
});

test('a wait can be for text on the console', async (t) => {
  const { bench, control } = await start(t);
  const waiting = control.json('GET', '/wait?console=answer:42');
  bench.console.write('print("answer:%d" % (6*7))\r');
  await waiting;
  assert.match((await control.send('GET', '/console')).text, /answer:42/);
});

test('a request that makes no sense gets 400 and a reason', async (t) => {
  const { control } = await start(t);
  const cases: [string, string, unknown, RegExp][] = [
    ['POST', '/fault', { kind: 'earthquake' }, /unknown fault/],
    ['POST', '/fault', { kind: 'power-cut' }, /afterFlashOperations must be a whole number/],
    ['POST', '/fault', { kind: 'drop-packet', rate: 7 }, /index or a rate/],
    ['POST', '/fault', { kind: 'swap-packet', rate: 0.1, direction: 'up' }, /direction is one of/],
    ['POST', '/fault', { kind: 'delay-packet', rate: 0.1 }, /milliseconds must be a whole number/],
    ['POST', '/fault', '{', /not JSON/],
    ['POST', '/fault', '[]', /not a JSON object/],
    ['POST', '/power', { on: 1 }, /on must be true or false/],
    ['POST', '/wifi', {}, /available must be true or false/],
    ['GET', '/wait', undefined, /nothing to wait for/],
    ['GET', '/wait?weather=fine', undefined, /cannot wait for weather/],
    ['GET', '/fs', undefined, /path is missing/],
  ];
  for (const [method, path, body, reason] of cases) {
    const { status, text } = await control.send(method, path, body);
    assert.equal(status, 400, `${path} ${text}`);
    assert.match(JSON.parse(text).error, reason);
  }
  assert.equal((await control.send('GET', '/nothing')).status, 404);
});
