import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench } from './support/bench.js';

for (const [kind, text, cause] of [
  ['panic', /^\r\nGuru Meditation Error: Core {2}1 panic'ed \(LoadProhibited\)\. Exception was unhandled\.\r\n[^]*PC {6}: 0x[^]*Backtrace: 0x[^]*Rebooting\.\.\.\r\n[^]*rst:0xc \(SW_CPU_RESET\)/, 5],
  ['brown-out', /^\r\nBrownout detector was triggered\r\n[^]*rst:0xf \(RTCWDT_BROWN_OUT_RESET\)/, 1],
  ['task-watchdog', /^\r\nE \(\d+\) task_wdt: Task watchdog got triggered[^]*rst:0x8 \(TG1WDT_SYS_RESET\)/, 3],
] as const)
  test(`a ${kind} is told as the chip tells it, and the board starts again`, async (t) => {
    const bench = await Bench.inRawMode(t);
    await bench.launch('while True: pass');
    const from = bench.board.console.length;
    bench.board.injectFault({ kind });
    const state = await bench.reach({ boots: 2, phase: 'running' });
    assert.match(bench.board.console.slice(from), text);
    assert.equal(state.resets[kind === 'task-watchdog' ? 'watchdog' : kind], 1);
    await bench.reenterRawMode({ boots: 2 });
    assert.equal(await bench.print('import machine\nprint(machine.reset_cause())'), String(cause));
  });

test('a board without power cannot crash', async (t) => {
  const bench = await Bench.inRawMode(t);
  bench.board.setPower(false);
  bench.board.injectFault({ kind: 'panic' });
  assert.equal(bench.board.state().phase, 'off');
});

test('a board in light sleep hears nothing, and goes on where it was', async (t) => {
  const bench = await Bench.inRawMode(t, { link: 'uart', baud: 921600 });
  await bench.launch('import machine\nprint("good night")\nmachine.lightsleep(300)\nprint("good morning")');
  await bench.console.readUntil('good night\r\n');
  // The line is out before the board is asleep; what is sent once it is comes to nothing.
  bench.board.resetCounters();
  for (let i = 0; i < 100 && bench.board.counters().uart.lost === 0; i++) {
    bench.console.write('?');
    await bench.board.waitFor({ 'uartLost>': 1 }, 20);
  }
  assert.notEqual(bench.board.counters().uart.lost, 0);
  bench.console.write('\x03');
  await bench.console.readUntil('good morning\r\n\x04\x04>');
  assert.equal(bench.board.state().boots, 1);
});

test('a reset ends a light sleep without end', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.launch('import machine\nmachine.lightsleep()');
  bench.board.reset();
  await bench.reenterRawMode({ boots: 2 });
  assert.equal(await bench.print('print(6*7)'), '42');
});
