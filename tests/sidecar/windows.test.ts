// The sidecar published for Windows, run by Wine, with a terminal of this machine as its COM port.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { wine } from '../support/paths.js';
import { Sidecar } from '../support/sidecar.js';
import { Lines } from '../support/until.js';
import { assertScriptsOn, install, reach, scripts, startBoard } from './support/board.js';
import { refusal } from './support/client.js';
import { otatools, resultOf } from './support/command-line.js';
import { printed } from './support/printed.js';
import { plugIn, withoutTerminals } from './support/terminal.js';
import { publishForWindows, Windows } from './support/wine.js';

const options = { timeout: 120_000, skip: wine === null ? 'Wine is not installed' : withoutTerminals };
const how = { device: 'COM5', baud: 115200, timeoutSeconds: 30 };
let windows: Windows | undefined;
let missing = 'the sidecar for Windows was not published';

before(() => {
  if (options.skip !== false) {
    return;
  }
  const published = publishForWindows();
  if ('missing' in published) {
    missing = published.missing;
  } else {
    windows = new Windows(published.program);
  }
}, { timeout: 600_000 });

after(() => windows?.close());

/** A test that is skipped, and says why, where there is no Windows to run it. */
function onWindows(name: string, run: (t: import('node:test').TestContext, windows: Windows) => Promise<void>): void {
  test(name, options, (t) => (windows === undefined ? t.skip(missing) : run(t, windows)));
}

onWindows('the program starts and knows its version and its ports', async (t, windows) => {
  assert.match((await otatools(t, ['--version'])).stdout, /^\d+\.\d+\.\d+/);
  const enumerated = String.raw`HKLM\SYSTEM\CurrentControlSet\Enum\USB\VID_303A&PID_1001`;
  windows.register(String.raw`HKLM\HARDWARE\DEVICEMAP\SERIALCOMM`, { [String.raw`\Device\USBSER000`]: 'COM12' });
  windows.register(String.raw`${enumerated}\34:85:18:AB:CD:EF`, { ParentIdPrefix: '7&1a2b3c4d&0' });
  windows.register(String.raw`${enumerated}&MI_00\7&1a2b3c4d&0&0000`, { FriendlyName: 'USB Serial Device (COM12)', Service: 'usbser' });
  windows.register(String.raw`${enumerated}&MI_00\7&1a2b3c4d&0&0000\Device Parameters`, { PortName: 'COM12' });
  const { ports } = resultOf<{ ports: Record<string, string | null>[] }>(await otatools(t, ['ports', '--json']));
  const { name, description, vendorId, productId, serialNumber } = ports[0]!;
  assert.deepEqual(
    { name, description, vendorId, productId, serialNumber },
    { name: 'COM12', description: 'USB Serial Device', vendorId: '303a', productId: '1001', serialNumber: '34:85:18:AB:CD:EF' });
});

onWindows('info and upload over a COM port, whatever its name is written like', async (t, windows) => {
  const board = await startBoard(t, { link: 'uart' });
  windows.connect(t, 'COM5', (await plugIn(t, board)).path);
  assert.equal(resultOf<{ running: string }>(await otatools(t, ['info', '--device', 'com5', '--json'])).running, 'ota_0');
  const first = await otatools(t, ['upload', '--device', String.raw`\\.\COM5`, '--json']);
  assert.deepEqual(resultOf<{ files: { change: string }[] }>(first).files.map((file) => file.change), Object.keys(scripts).map(() => 'new'));
  assertScriptsOn(board);
  assert.match((await otatools(t, ['upload', '--device', 'COM5'])).stdout, /unchanged +\/ota\.py/);
});

onWindows('the console carries every byte both ways, also those that come after a silence', async (t, windows) => {
  const board = await startBoard(t);
  windows.connect(t, 'COM5', (await plugIn(t, board)).path);
  const sidecar = await Sidecar.start();
  t.after(() => sidecar.kill());
  const lines = new Lines();
  sidecar.on<{ text: string }>('otatools/console/output', ({ text }) => lines.push(text));
  await sidecar.request('otatools/console/open', how);
  await sidecar.request('otatools/console/send', { ...how, text: 'import time; time.sleep(1); print("\\u305b\\u3093" * 3)\r' });
  await lines.line(/^せんせんせん$/);
  const from = lines.items.length;
  await sidecar.request('otatools/console/send', { ...how, text: 'for i in range(5000): print("-" * 60, i)\r\r\r' });
  await lines.line(/^-{60} 4999$/, 60_000, from);
  assert.deepEqual(lines.items.slice(from).filter((line) => /^-{60} /.test(line)).map((line) => Number(line.slice(61))), [...Array(5000).keys()]);
  // Both lines of a terminal are missing: a reset goes another way.
  const { boots } = board.state();
  await sidecar.request('otatools/device/reset', how);
  await reach(board, { 'boots>': boots, phase: 'running' });
  assert.equal(await sidecar.stop(), 0);
});

onWindows('a board that is unplugged in an upload is disconnected, keeps its files, and takes the next upload', async (t, windows) => {
  const board = await startBoard(t, { link: 'uart' });
  install(board);
  const old = Buffer.from('# an older one\n'.repeat(10));
  board.files.write('/ota.py', old);
  await printed(board, '>>> ');
  board.resetCounters();
  const first = await plugIn(t, board);
  windows.connect(t, 'COM5', first.path);
  const sidecar = await Sidecar.start();
  t.after(() => sidecar.kill());
  const upload = refusal(sidecar.request('otatools/scripts/upload', how));
  await reach(board, { 'uartReceived>': 3500 });
  await first.close();
  assert.equal((await upload).data?.reason, 'DeviceDisconnected');
  assert.deepEqual(board.files.read('/ota.py'), old);
  windows.connect(t, 'COM5', (await plugIn(t, board)).path);
  await sidecar.request('otatools/scripts/upload', how);
  assertScriptsOn(board);
});

onWindows('a port that is not there is not found, one that was let go can be opened', async (t, windows) => {
  const board = await startBoard(t);
  windows.connect(t, 'COM5', (await plugIn(t, board)).path);
  const sidecar = await Sidecar.start();
  t.after(() => sidecar.kill());
  const missing = await refusal(sidecar.request('otatools/device/info', { ...how, device: 'COM77' }));
  assert.equal(missing.data?.reason, 'DeviceNotFound');
  assert.match(missing.message, /There is no port COM77/);
  await sidecar.request('otatools/device/info', how);
  await sidecar.request('otatools/device/close', { device: 'com5' });
  assert.equal((await otatools(t, ['info', '--device', 'COM5', '--json'])).code, 0);
});
