// The same over a serial port: a pseudo-terminal, since no board is at hand.
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Sidecar } from '../support/sidecar.js';
import { Lines } from '../support/until.js';
import { assertScriptsOn, install, reach, startBoard } from './support/board.js';
import { refusal } from './support/client.js';
import { otatools } from './support/command-line.js';
import { temporaryFolder } from './support/folder.js';
import { printed } from './support/printed.js';
import { holdPort, plugIn, withoutTerminals } from './support/terminal.js';

const options = { timeout: 60_000, skip: withoutTerminals };
const how = { baud: 115200, timeoutSeconds: 20 };
let sidecar: Sidecar;

/** Who has the port, where the system tells. */
function assertNames(message: string, pid: number | undefined): void {
  if (process.platform === 'linux') {
    assert.match(message, new RegExp(`in use by .+, process ${pid}[.;]`));
  }
}

before(async () => {
  sidecar = await Sidecar.start();
});

after(() => sidecar.kill());

test('info, upload, console and reset through a terminal', options, async (t) => {
  const board = await startBoard(t, { link: 'uart' });
  const { path: device } = await plugIn(t, board);
  const lines = new Lines();
  sidecar.on<{ device: string; text: string }>('otatools/console/output', ({ text }) => lines.push(text));
  await sidecar.request('otatools/console/open', { device, ...how });
  assert.equal((await sidecar.request<{ running: string }>('otatools/device/info', { device, ...how })).running, 'ota_0');
  await sidecar.request('otatools/scripts/upload', { device, ...how });
  assertScriptsOn(board);
  await sidecar.request('otatools/console/send', { device, ...how, text: 'print("\\u305b\\u3093" * 3)\r' });
  await lines.line(/^せんせんせん$/);
  const { boots } = board.state();
  await sidecar.request('otatools/device/reset', { device, ...how });
  await reach(board, { 'boots>': boots + 1, phase: 'running' });
  await lines.line(/^\[BOOT\] running=/);
});

test('a port that our own sidecar holds is busy for the command line, and free once it is closed', options, async (t) => {
  const board = await startBoard(t);
  const { path: device } = await plugIn(t, board);
  await sidecar.request('otatools/device/info', { device, ...how });
  const refused = await otatools(t, ['info', '--device', device, '--json']);
  assert.equal(refused.code, 3);
  assert.equal((JSON.parse(refused.stdout) as { error: string }).error, 'DeviceBusy');
  assertNames(refused.stderr, sidecar.child.pid);
  await sidecar.request('otatools/device/close', { device });
  assert.equal((await otatools(t, ['info', '--device', device, '--json'])).code, 0);
});

test('a port that another program holds is busy, with what to do', options, async (t) => {
  const board = await startBoard(t);
  const { path: device } = await plugIn(t, board);
  const holder = await holdPort(t, device);
  if (!holder) {
    return t.skip('flock is not installed');
  }
  const error = await refusal(sidecar.request('otatools/device/info', { device, ...how }));
  assert.equal(error.data?.reason, 'DeviceBusy');
  assert.match(error.message, /serial monitor/);
  assertNames(error.message, holder.pid);
});

test('a link to a port, as udev keeps them, is that port, and busy as it', options, async (t) => {
  const board = await startBoard(t);
  const { path: port } = await plugIn(t, board);
  const device = path.join(temporaryFolder(t), 'usb-1a86_USB_Serial-if00-port0');
  symlinkSync(port, device);
  assert.equal((await sidecar.request<{ running: string }>('otatools/device/info', { device, ...how })).running, 'ota_0');
  const refused = await otatools(t, ['info', '--device', port]);
  assert.equal(refused.code, 3);
  assertNames(refused.stderr, sidecar.child.pid);
  await sidecar.request('otatools/device/close', { device });
});

test('a board that is unplugged in an upload is disconnected, keeps its files, and takes the next upload', options, async (t) => {
  const board = await startBoard(t, { link: 'uart' });
  install(board);
  const old = Buffer.from('# an older one\n'.repeat(10));
  board.files.write('/ota.py', old);
  await printed(board, '>>> ');
  board.resetCounters();
  const first = await plugIn(t, board);
  const upload = refusal(sidecar.request('otatools/scripts/upload', { device: first.path, ...how }));
  await reach(board, { 'uartReceived>': 3500 });
  await first.close();
  assert.equal((await upload).data?.reason, 'DeviceDisconnected');
  assert.deepEqual(board.files.read('/ota.py'), old);
  const second = await plugIn(t, board);
  await sidecar.request('otatools/scripts/upload', { device: second.path, ...how });
  assertScriptsOn(board);
});

test('a port is opened at 115200 baud where the request names no rate', options, async (t) => {
  const board = await startBoard(t);
  const { path: device } = await plugIn(t, board);
  assert.equal((await sidecar.request<{ running: string }>('otatools/device/info', { device })).running, 'ota_0');
});
