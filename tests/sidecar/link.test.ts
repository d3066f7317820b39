// The link itself: kinds of boards and lines, and every way in which there is no link.
import assert from 'node:assert/strict';
import { before, after, test } from 'node:test';
import { Sidecar } from '../support/sidecar.js';
import { Watch } from '../support/until.js';
import { assertScriptsOn, deviceOf, install, startBoard, temporaryFiles } from './support/board.js';
import { refusal } from './support/client.js';
import { closedPort, silentDevice } from './support/listeners.js';
import { printed } from './support/printed.js';

const timeout = 60_000;
const timeoutSeconds = 20;
let sidecar: Sidecar;

before(async () => {
  sidecar = await Sidecar.start();
});

after(() => sidecar.kill());

const boards = [
  { name: 'on a UART of 115200 baud', options: { link: 'uart' } },
  { name: 'on a UART, without raw-paste', options: { link: 'uart', rawPaste: false } },
  { name: 'on USB, without raw-paste', options: { link: 'usb', rawPaste: false } },
  { name: 'on a UART, that resets when the port opens', options: { link: 'uart', resetOnOpen: true, bootDelayMs: 500 } },
  { name: 'of MicroPython 1.21', options: { link: 'uart', micropython: 'oldest' } },
  { name: 'of MicroPython 1.29', options: { link: 'uart', micropython: 'newest' } },
] as const;

for (const { name, options } of boards) {
  test(`upload to a board ${name} loses no byte`, { timeout }, async (t) => {
    const board = await startBoard(t, options);
    await printed(board, '>>> ');
    board.resetCounters();
    await sidecar.request('otatools/scripts/upload', { device: deviceOf(board), timeoutSeconds });
    assertScriptsOn(board);
    // Bytes that a board does not hear while it starts are no overrun.
    if (!('resetOnOpen' in options)) {
      assert.equal(board.counters().uart.lost, 0);
    }
  });
}

test('a program that keeps Ctrl-C to itself is named, with what it printed', { timeout }, async (t) => {
  const board = await startBoard(t);
  board.files.write('/main.py', Buffer.from(
    'import micropython, time\nmicropython.kbd_intr(-1)\nprint("up")\nwhile True:\n    print("no way out")\n    time.sleep_ms(20)\n'));
  board.reset();
  await printed(board, 'up');
  const error = await refusal(sidecar.request('otatools/device/info', { device: deviceOf(board), timeoutSeconds: 2 }));
  assert.equal(error.data?.reason, 'DeviceNotInterruptible');
  assert.match(error.message, /no way out/);
  assert.match(error.message, /Ctrl-C/);
});

test('a listener that says nothing is no answer', { timeout }, async (t) => {
  const error = await refusal(sidecar.request('otatools/device/info', { device: await silentDevice(t), timeoutSeconds: 1 }));
  assert.equal(error.data?.reason, 'DeviceNoAnswer');
  assert.match(error.message, /baud rate/);
});

test('nobody at the address is not found', { timeout }, async () => {
  const error = await refusal(sidecar.request('otatools/device/info', { device: `socket://127.0.0.1:${await closedPort()}` }));
  assert.equal(error.data?.reason, 'DeviceNotFound');
});

test('a port that does not exist is not found', { timeout }, async () => {
  const device = process.platform === 'win32' ? 'COM199' : '/dev/ttyNOT-THERE';
  const error = await refusal(sidecar.request('otatools/device/info', { device, baud: 115200 }));
  assert.equal(error.data?.reason, 'DeviceNotFound');
  assert.match(error.message, /cable/);
});

test('a link that is lost in an upload is disconnected, leaves the old files, and the next upload works', { timeout }, async (t) => {
  const board = await startBoard(t, { link: 'uart' });
  install(board);
  const old = Buffer.from('# an older one\n'.repeat(10));
  board.files.write('/ota.py', old);
  await printed(board, '>>> ');
  board.resetCounters();
  const device = deviceOf(board);
  const upload = refusal(sidecar.request('otatools/scripts/upload', { device, timeoutSeconds }));
  assert.ok(await board.waitFor({ 'uartReceived>': 3500 }));
  board.injectFault({ kind: 'link-loss' });
  assert.equal((await upload).data?.reason, 'DeviceDisconnected');
  assert.deepEqual(board.files.read('/ota.py'), old);
  board.injectFault({ kind: 'link-restore' });
  await sidecar.request('otatools/scripts/upload', { device, timeoutSeconds });
  assertScriptsOn(board);
  assert.deepEqual(temporaryFiles(board), []);
});

test('a lost link is told to whoever watches the console', { timeout }, async (t) => {
  const board = await startBoard(t);
  const device = deviceOf(board);
  const lost = new Watch<{ device: string }>();
  sidecar.on<{ device: string }>('otatools/console/lost', (params) => lost.add(params));
  await sidecar.request('otatools/console/open', { device });
  board.injectFault({ kind: 'link-loss' });
  await lost.find((params) => params.device === device, 'the loss of the link');
});
