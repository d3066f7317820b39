// What takes reset lines: a program that nothing interrupts, the ROM's download mode; and a trial that opening a port must not end.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { buildAppImage, type SimulatedBoard } from '@otatools/simulator';
import { ComPort, Control, Telnet, TelnetOption } from '@otatools/simulator/console/rfc2217-codes.js';
import { reach, startBoard } from '../sidecar/support/board.js';
import { printed } from '../sidecar/support/printed.js';
import { Sidecar } from '../support/sidecar.js';

const timeout = 60_000;
const timeoutSeconds = 20;
let sidecar: Sidecar;

before(async () => {
  sidecar = await Sidecar.start();
});

after(() => sidecar.kill());

const deviceOf = (board: SimulatedBoard): string => `rfc2217://127.0.0.1:${board.rfc2217Port}`;

async function assertAnswers(board: SimulatedBoard): Promise<void> {
  const { version } = await sidecar.request<{ version: string }>('otatools/device/info', { device: deviceOf(board), baud: 115200, timeoutSeconds });
  assert.match(version, /^v1\.26\.0/);
}

/** Somebody before us moved the lines as esptool does, and left. */
async function leaveInDownloadMode(board: SimulatedBoard): Promise<void> {
  const set = (value: number): number[] => [Telnet.IAC, Telnet.SB, TelnetOption.COM_PORT, ComPort.SET_CONTROL, value, Telnet.IAC, Telnet.SE];
  const socket = connect(board.rfc2217Port, '127.0.0.1');
  socket.on('error', () => {}).resume();
  socket.write(Buffer.from([Telnet.IAC, Telnet.WILL, TelnetOption.COM_PORT, ...set(Control.DTR_OFF), ...set(Control.DTR_ON), ...set(Control.RTS_OFF)]));
  await reach(board, { phase: 'download' });
  await new Promise((resolve) => socket.once('close', resolve).destroy());
}

test('a program for which Ctrl-C is a letter is left by a reset', { timeout }, async (t) => {
  const board = await startBoard(t, { link: 'uart' });
  board.files.write('/main.py', Buffer.from(
    'import micropython, time\ntime.sleep_ms(200)\nmicropython.kbd_intr(-1)\nprint("deaf")\nwhile True:\n    pass\n'));
  const from = board.console.length;
  board.reset();
  await printed(board, 'deaf', from);
  const { hardware } = board.state().resets;
  await assertAnswers(board);
  assert.ok(board.state().resets.hardware > hardware);
});

test('a board that a reset has left in download mode is started', { timeout }, async (t) => {
  const board = await startBoard(t, { link: 'uart' });
  await printed(board, '>>> ');
  await leaveInDownloadMode(board);
  await assertAnswers(board);
});

test('a trial goes on while a console is opened and closed', { timeout }, async (t) => {
  const board = await startBoard(t, { link: 'uart', slot1: buildAppImage({ version: 'v1.27.0', seed: 4 }) });
  board.files.write('/boot.py', Buffer.from(
    'from esp32 import Partition\np = Partition(Partition.RUNNING)\nprint("boot of", p.info()[4])\nif p.info()[4] == "ota_0":\n    p.get_next_update().set_boot()\n    import machine\n    machine.reset()\n'));
  board.reset();
  await reach(board, { slot: 'ota_1', state: 'PENDING_VERIFY', phase: 'running' });
  const { boots } = board.state();
  const device = deviceOf(board);
  await sidecar.request('otatools/console/open', { device, baud: 115200 });
  const from = board.console.length;
  await sidecar.request('otatools/console/send', { device, text: '6*7\r' });
  await printed(board, '42\r\n', from);
  await sidecar.request('otatools/device/close', { device });
  // A reset on close would be seen by whoever asks next.
  await sidecar.request('otatools/console/open', { device, baud: 115200 });
  await sidecar.request('otatools/console/send', { device, text: '6*8\r' });
  await printed(board, '48\r\n', from);
  assert.deepEqual([board.state().boots, board.state().state], [boots, 'PENDING_VERIFY']);
});
