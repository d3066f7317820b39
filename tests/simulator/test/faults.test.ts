import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { SimulatedBoard, buildAppImage } from '@otatools/simulator';
import { Bench } from './support/bench.js';
import { ConsoleClient } from './support/console-client.js';
import { listen } from './support/file-server.js';
import { joinWifi } from './support/python.js';

const fillSlot = 'from esp32 import Partition\np = Partition("ota_1")\nfor i in range(100): p.writeblocks(i, b"\\0" * 4096)';

test('a watchdog that is not fed bites', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.launch('import machine\nmachine.WDT(timeout=50)\nwhile True: pass');
  const state = await bench.reach({ boots: 2, phase: 'running' });
  assert.equal(state.resets.watchdog, 1);
  assert.match(bench.board.console, /task_wdt: Task watchdog got triggered[^]*rst:0x8 \(TG1WDT_SYS_RESET\)/);
  await bench.reenterRawMode({ boots: 2 });
  assert.equal(await bench.print('import machine\nprint(machine.reset_cause() == machine.WDT_RESET)'), 'True');
});

test('a watchdog that is fed, or lengthened, does not bite', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print('import machine, time\nw = machine.WDT(timeout=200)\nfor i in range(10):\n    time.sleep_ms(40)\n    w.feed()\nmachine.WDT(timeout=60000)\ntime.sleep_ms(300)');
  assert.equal(bench.board.state().boots, 1);
});

test('the power goes after the chosen flash operation', async (t) => {
  const bench = await Bench.inRawMode(t);
  bench.board.resetCounters();
  bench.board.injectFault({ kind: 'power-cut', afterFlashOperations: 7, stayOff: true });
  await bench.launch(fillSlot);
  await bench.reach({ powered: false });
  assert.equal(bench.board.counters().flash.operations, 7);
  assert.deepEqual(bench.board.counters().flash.perPartition['ota_1'], { erases: 4, bytesWritten: 3 * 4096 });
  bench.board.setPower(true);
  await bench.reach({ phase: 'running', slot: 'ota_0', boots: 2 });
});

test('a power cut that does not last starts the board again', async (t) => {
  const bench = await Bench.inRawMode(t);
  bench.board.injectFault({ kind: 'power-cut', afterFlashOperations: 1 });
  await bench.launch(fillSlot);
  const state = await bench.reach({ phase: 'running', boots: 2 });
  assert.equal(state.resets.power, 2);
});

test('the power can go while set_boot rewrites otadata', async (t) => {
  const bench = await Bench.inRawMode(t, { slot1: buildAppImage({ seed: 9 }) });
  bench.board.injectFault({ kind: 'power-cut', afterFlashOperations: 1 });
  await bench.launch('from esp32 import Partition\nPartition("ota_1").set_boot()');
  const state = await bench.reach({ phase: 'running', boots: 2, slot: 'ota_0' });
  assert.deepEqual(state.otadata.map(({ state, crcOk }) => (crcOk ? state : 'blank')), ['VALID', 'blank']);
});

test('a board can be held in the middle of its writing, for as long as it takes', async (t) => {
  const bench = await Bench.inRawMode(t);
  bench.board.resetCounters();
  bench.board.injectFault({ kind: 'pause-at-flash-operation', n: 11 });
  await bench.launch(`import machine\nw = machine.WDT(timeout=100)\n${fillSlot}; w.feed()\nmachine.WDT(timeout=60000)\nprint("done")`);
  await bench.reach({ paused: true, flashOperations: 10 });
  assert.equal(await bench.board.waitFor({ boots: 2 }, 250), null, 'no time passes on a held board');
  bench.board.resume();
  await bench.console.readUntil('done\r\n');
  assert.equal(bench.board.counters().flash.operations, 200);
});

test('a held board can be reset', async (t) => {
  const bench = await Bench.inRawMode(t);
  bench.board.injectFault({ kind: 'pause-at-flash-operation', n: 1 });
  await bench.launch(fillSlot);
  await bench.reach({ paused: true });
  bench.board.reset();
  await bench.reach({ paused: false, phase: 'running', boots: 2 });
});

test('a board that lost its access point hears nothing until it is back', async (t) => {
  const port = await listen(t, (socket) => socket.on('data', (data) => socket.write(data)));
  const bench = await Bench.inRawMode(t);
  await bench.print(`${joinWifi}\nimport socket\ns = socket.socket()\ns.connect(("127.0.0.1", ${port}))`);
  assert.equal(await bench.print('s.write(b"1")\nprint(s.recv(1))'), "b'1'");
  bench.board.setWifiAvailable(false);
  assert.equal(await bench.print('s.settimeout(0.05)\ntry:\n    print(s.recv(1))\nexcept OSError as e:\n    print(e.args[0], wlan.isconnected())'), '116 False');
  bench.board.setWifiAvailable(true);
  assert.equal(await bench.print('while not wlan.isconnected(): time.sleep_ms(1)\ns.settimeout(5)\ns.write(b"2")\nprint(s.recv(1))'), "b'2'");
});

test('without its cable the console takes nobody; with it, everybody', async (t) => {
  const bench = await Bench.atPrompt(t);
  bench.board.injectFault({ kind: 'link-loss' });
  await bench.console.untilClosed();
  const refused = await ConsoleClient.open(bench.board.consolePort);
  await refused.untilClosed();
  bench.board.injectFault({ kind: 'link-restore' });
  const again = await ConsoleClient.open(bench.board.consolePort);
  t.after(() => again.close());
  again.write('6*7\r');
  await again.readUntil('42\r\n');
});

for (const [name, source] of [['that sleeps', 'import time\ntime.sleep(100)'], ['that computes', 'while True: pass']] as const)
  test(`a UART of a board ${name} loses what does not fit its ring`, async (t) => {
    const bench = await Bench.inRawMode(t, { link: 'uart', baud: 921600 });
    bench.board.resetCounters();
    const program = `print("busy")\n${source}`;
    await bench.launch(program);
    await bench.console.readUntil('busy\r\n');
    bench.console.write('x'.repeat(600));
    await bench.reach({ uartReceived: program.length + 1 + 259, uartLost: 341 });
  });

test('the cable can be pulled after the chosen byte', async (t) => {
  const bench = await Bench.inRawMode(t);
  bench.board.resetCounters();
  bench.board.injectFault({ kind: 'link-loss', afterBytes: 100 });
  bench.console.write('x'.repeat(64));
  bench.console.write('x'.repeat(64));
  await bench.console.untilClosed();
  await bench.reach({ uartReceived: 100 });
});

test('a UART loses nothing that is read in time', async (t) => {
  const bench = await Bench.inRawMode(t, { link: 'uart', baud: 921600 });
  const lines = Array.from({ length: 400 }, (_, i) => `x${i} = ${i}\n`).join('');
  assert.equal(await bench.print(`${lines}print(x399)`), '399');
  assert.equal(bench.board.counters().uart.lost, 0);
});

test('a UART paces both directions at its baud rate', async (t) => {
  const bench = await Bench.inRawMode(t, { link: 'uart', baud: 115200 });
  const start = performance.now();
  await bench.print(`${'#'.repeat(2000)}\nprint("y" * 2000)`);
  const milliseconds = performance.now() - start;
  assert.ok(milliseconds > 300 && milliseconds < 1500, `${milliseconds} ms for 4 KB at 11.5 KB/s`);
});

test('bytes that arrive while the bootloader runs are lost on a UART', async (t) => {
  const bench = await Bench.start(t, { link: 'uart', bootDelayMs: 300 });
  bench.console.write('\x03\x01');
  await bench.reach({ uartLost: 2 });
  await bench.reach({ phase: 'running' });
  assert.equal(bench.board.counters().uart.received, 0);
});

test('opening the port can reset the board', async (t) => {
  const bench = await Bench.start(t, { resetOnOpen: true });
  const state = await bench.reach({ phase: 'running', 'boots>': 2 });
  assert.equal(state.resets.hardware, 1);
});

test('flash takes the time of the real chip when asked to', async (t) => {
  const bench = await Bench.inRawMode(t, { flashTiming: 'real' });
  const text = await bench.print(`
import time
from esp32 import Partition
p = Partition("ota_1")
start = time.ticks_ms()
for i in range(5): p.writeblocks(i, b"\\0" * 4096)
print(time.ticks_diff(time.ticks_ms(), start))`);
  assert.ok(Number(text) >= 205 && Number(text) < 600, text);
});

test('a board keeps its state in its folder', async (t) => {
  const stateDir = mkdtempSync(join(tmpdir(), 'otatools-state-'));
  t.after(() => rmSync(stateDir, { recursive: true }));
  const first = await SimulatedBoard.start({ stateDir });
  await first.waitFor({ phase: 'running' });
  first.files.write('/a', Buffer.from('kept'));
  await first.close();
  await assert.rejects(SimulatedBoard.start({ stateDir, layout: 'no-ota' }), /another layout/);
  const second = await SimulatedBoard.start({ stateDir });
  t.after(() => second.close());
  assert.equal(String(second.files.read('/a')), 'kept');
  assert.equal(second.state().otadata[0]!.state, 'VALID');
});

test('a port that is taken is an error and leaves nothing open', async (t) => {
  const bench = await Bench.start(t);
  await assert.rejects(SimulatedBoard.start({ consolePort: bench.board.consolePort }), /EADDRINUSE/);
});
