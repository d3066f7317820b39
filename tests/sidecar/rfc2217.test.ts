// A board behind a server of RFC 2217: the one link of the simulator's that has modem lines, and so a reset circuit.
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, test, type TestContext } from 'node:test';
import { buildAppImage, type BoardOptions, type SimulatedBoard } from '@otatools/simulator';
import { Sidecar } from '../support/sidecar.js';
import { Lines, Watch } from '../support/until.js';
import { PASSWORD, SSID, assertScriptsOn, deviceOf, forwardedDeviceOf, install, reach, startBoard } from './support/board.js';
import { refusal } from './support/client.js';
import { otatools } from './support/command-line.js';
import { webServer } from './support/listeners.js';
import { printed } from './support/printed.js';

const timeout = 60_000;
const timeoutSeconds = 20;
let sidecar: Sidecar;

before(async () => {
  sidecar = await Sidecar.start();
});

after(() => sidecar.kill());

/** At its prompt. */
async function forwarded(t: TestContext, options: BoardOptions = {}): Promise<{ board: SimulatedBoard; device: string }> {
  const board = await startBoard(t, options);
  await printed(board, '>>> ');
  return { board, device: forwardedDeviceOf(board) };
}

test('info, upload and console go through a forwarded port at its baud rate', { timeout }, async (t) => {
  const { board, device } = await forwarded(t, { link: 'uart', baud: 921600 });
  const lines = new Lines();
  sidecar.on<{ device: string; text: string }>('otatools/console/output', ({ text }) => lines.push(text));
  await sidecar.request('otatools/console/open', { device, baud: 921600 });
  assert.equal(board.state().baud, 921600);
  board.resetCounters();
  await sidecar.request('otatools/scripts/upload', { device, baud: 921600, timeoutSeconds });
  assertScriptsOn(board);
  assert.equal(board.counters().uart.lost, 0);
  await sidecar.request('otatools/console/send', { device, baud: 921600, text: 'print("\\u305b\\u3093" * 3)\r' });
  await lines.line(/^せんせんせん$/);
  await sidecar.request('otatools/device/close', { device });
  assert.equal(board.state().boots, 1);
});

for (const resetCircuit of ['bridge', 'usb-serial-jtag'] as const) {
  test(`opening and closing resets nothing, a reset resets once: ${resetCircuit}`, { timeout }, async (t) => {
    const { board, device } = await forwarded(t, { resetCircuit });
    for (let i = 0; i < 5; i++) {
      await sidecar.request('otatools/console/open', { device });
      assert.deepEqual(board.state().lines, { dtr: true, rts: true });
      await sidecar.request('otatools/device/close', { device });
      await reach(board, { dtr: false, rts: false });
    }
    assert.equal(board.state().boots, 1);
    await sidecar.request('otatools/device/reset', { device });
    await reach(board, { phase: 'running', 'boots>': 2 });
    await printed(board, '>>> ', board.console.lastIndexOf('rst:'));
    await sidecar.request('otatools/device/close', { device });
    await reach(board, { dtr: false, rts: false });
    assert.deepEqual([board.state().boots, board.state().phase], [2, 'running']);
  });
}

test('a board in download mode is brought back by a reset', { timeout }, async (t) => {
  const { board, device } = await forwarded(t);
  await sidecar.request('otatools/console/open', { device });
  board.setLines({ dtr: false });
  board.setLines({ dtr: true, rts: false });
  await reach(board, { phase: 'download' });
  await sidecar.request('otatools/device/reset', { device });
  await reach(board, { phase: 'running' });
  await sidecar.request('otatools/device/close', { device });
});

test('a board in its trial boot is not knocked back by opening, closing and opening its console', { timeout }, async (t) => {
  const answers = new Watch<ServerResponse>();
  const url = await webServer(t, (_, response) => answers.add(response));
  const { board, device } = await forwarded(t, { slot1: buildAppImage({ version: 'v1.27.0' }), networks: [{ ssid: SSID, psk: PASSWORD }] });
  await sidecar.request('otatools/console/open', { device });
  await sidecar.request('otatools/console/send', { device, text: 'from esp32 import Partition; Partition("ota_1").set_boot(); print(6 * 7)\r' });
  await printed(board, '\r\n42\r\n');
  install(board, { wifi: [{ ssid: SSID, password: PASSWORD }], fw_url: `${url}/firmware.app-bin` });
  await sidecar.request('otatools/device/reset', { device });
  // The image is proved by an answer of the server, which takes as long as the test does.
  const response = await answers.find(() => true, 'the question of a board on trial');
  for (let i = 0; i < 3; i++) {
    await sidecar.request('otatools/device/close', { device });
    await reach(board, { dtr: false, rts: false });
    await sidecar.request('otatools/console/open', { device });
    assert.deepEqual([board.state().slot, board.state().state], ['ota_1', 'PENDING_VERIFY']);
  }
  response.writeHead(404).end();
  await reach(board, { state: 'VALID' });
  assert.deepEqual([board.state().slot, board.state().boots], ['ota_1', 2]);
  await sidecar.request('otatools/device/close', { device });
});

test('a server of plain bytes is told apart, with the address to use', { timeout }, async (t) => {
  const board = await startBoard(t);
  const error = await refusal(sidecar.request('otatools/device/info', { device: `rfc2217://127.0.0.1:${board.consolePort}` }));
  assert.equal(error.data?.reason, 'DeviceAddressInvalid');
  assert.ok(error.message.includes(deviceOf(board)), error.message);
});

test('a forwarded port that another client has is busy, in the words of its server', { timeout }, async (t) => {
  const { device } = await forwarded(t);
  await sidecar.request('otatools/console/open', { device });
  const { code, stderr } = await otatools(t, ['info', '--device', device]);
  assert.equal(code, 3);
  assert.match(stderr, /Port already in use/);
  await sidecar.request('otatools/device/close', { device });
});

test('a forwarded port whose board is unplugged in an upload is disconnected', { timeout }, async (t) => {
  const { board, device } = await forwarded(t, { link: 'uart' });
  install(board);
  const old = Buffer.from('# an older one\n'.repeat(10));
  board.files.write('/ota.py', old);
  board.resetCounters();
  const upload = refusal(sidecar.request('otatools/scripts/upload', { device, timeoutSeconds }));
  await reach(board, { 'uartReceived>': 3500 });
  board.injectFault({ kind: 'link-loss' });
  assert.equal((await upload).data?.reason, 'DeviceDisconnected');
  assert.deepEqual(board.files.read('/ota.py'), old);
});

test('a pause that the server asks for loses nothing', { timeout }, async (t) => {
  const { board, device } = await forwarded(t);
  const upload = sidecar.request('otatools/scripts/upload', { device, timeoutSeconds });
  await reach(board, { 'uartReceived>': 1000 });
  board.holdClient(true);
  const { received } = board.counters().uart;
  board.holdClient(false);
  await upload;
  assert.ok(board.counters().uart.received > received);
  assertScriptsOn(board);
});
