// Cancelling, at each stage: the answer, the progress, the console, the board and the next try.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertScriptsOn, install, PASSWORD, reach, SSID } from './support/board.js';
import { CancelBench, type Method } from './support/cancel-bench.js';
import { longImage } from './support/folder.js';
import { printed } from './support/printed.js';

const options = { timeout: 120_000 };
const methods: Method[] = ['otatools/scripts/upload', 'otatools/update/run'];
const old = Buffer.from('# an older one\n'.repeat(10));

const FIRMWARE_UNUSABLE = 1302;

describe('cancelling', { concurrency: 4 }, () => {
  for (const method of methods) {
    test(`${method} while a program keeps the REPL to itself leaves that program running`, options, async (t) => {
      const bench = await CancelBench.start(t);
      const program = 'import time\nn = 0\nwhile True:\n    try:\n        n += 1\n        print("tick", n)\n        time.sleep_ms(20)\n    except KeyboardInterrupt:\n        print("caught")\n';
      bench.board.files.write('/main.py', Buffer.from(program));
      bench.board.reset();
      await bench.console.line(/^tick/);
      assert.ok(await bench.cancelAt(method, () => bench.console.line(/caught/)));
      await bench.console.line(/^tick/, 20_000, bench.console.items.length);
      bench.board.files.delete('/main.py');
      bench.board.reset();
      await bench.assertUploads();
    });
  }

  test('an update while its file is read touches neither the board nor the port that serves', options, async (t) => {
    const bench = await CancelBench.start(t);
    bench.board.files.write('/main.py', Buffer.from('import time\nwhile True:\n    print("tick")\n    time.sleep_ms(20)\n'));
    bench.board.reset();
    await bench.console.line(/^tick/);
    bench.board.resetCounters();
    const whole = bench.firmware;
    bench.firmware = longImage(t);
    // The longest image there can be is read in a tenth of a second, and refused: on a busy computer the cancelling may come too late.
    let wasCancelled = false;
    for (let attempt = 0; attempt < 20 && !wasCancelled; attempt++) {
      wasCancelled = await bench.cancelAt('otatools/update/run', (reports) => reports(({ kind }) => kind === 'begin'), FIRMWARE_UNUSABLE);
    }
    assert.ok(wasCancelled);
    assert.equal(bench.board.counters().uart.received, 0);
    assert.deepEqual(await bench.sidecar.request('otatools/serving/state'), { serving: false });
    await bench.console.line(/^tick/, 20_000, bench.console.items.length);
    bench.board.files.delete('/main.py');
    bench.firmware = whole;
    await bench.assertUpdates();
  });

  test('an update of a board that does not hear yet lets it start', options, async (t) => {
    const bench = await CancelBench.start(t, { bootDelayMs: 3000 });
    const from = bench.board.console.length;
    bench.board.reset();
    assert.ok(await bench.cancelAt('otatools/update/run', (reports) => reports(({ message }) => /^Asking the board/.test(message ?? ''))));
    await printed(bench.board, '>>> ', from);
    await bench.assertPrompt();
    await bench.assertUploads();
  });

  // The middle of the first and the second file, and the configuration behind them.
  for (const report of [1, 4, 7, 10]) {
    test(`an upload at its report ${report} leaves whole files and a prompt`, options, async (t) => {
      const bench = await CancelBench.start(t, { link: 'uart', baud: 921_600 });
      bench.board.files.write('/ota.py', old);
      let seen = 0;
      const cancelled = await bench.cancelAt('otatools/scripts/upload', (reports) => reports(({ kind }) => kind === 'end' || (kind === 'report' && ++seen >= report)));
      bench.assertNoHalfFiles();
      if (cancelled) {
        assert.deepEqual(bench.board.files.read('/ota.py'), old);
        assert.deepEqual(bench.board.files.read('/'), ['ota.py']);
      } else {
        assertScriptsOn(bench.board);
      }
      await bench.assertPrompt();
      await bench.assertUploads();
    });
  }

  test('an update while it resets leaves a prompt, or a board that goes on by itself', options, async (t) => {
    const bench = await CancelBench.start(t);
    const { boots } = bench.board.state();
    const from = bench.console.items.length;
    assert.ok(await bench.cancelAt('otatools/update/run', (reports) => reports(({ message }) => message === 'Resetting the board')));
    assertScriptsOn(bench.board);
    await bench.sidecar.request('otatools/serving/state');
    if (bench.board.state().boots === boots) {
      await bench.assertPrompt();
    } else {
      await bench.console.line(/^\[OTA\] valid/, 60_000, from);
    }
    await bench.assertUpdates();
  });

  const moments: [string, RegExp][] = [
    ['countdown', /starting OTA in 2/], ['download', /^\[OTA\] dl \d/], ['trial', /^\[BOOT\] running= ota_1/],
  ];
  for (const [name, moment] of moments) {
    test(`an update in its ${name}: the board goes on by itself, uninterrupted, and the console shows it`, options, async (t) => {
      const bench = await CancelBench.start(t, { netRate: 200_000 });
      const from = bench.console.items.length;
      assert.ok(await bench.cancelAt('otatools/update/run', () => bench.console.line(moment, 60_000, from)));
      await bench.console.line(/^\[OTA\] valid/, 60_000, from);
      // The start after the switch, and the one that takes the watchdog away.
      await reach(bench.board, { 'boots>': 4 });
      assert.equal(bench.board.state().boots, 4);
      await bench.log.line(/The board goes on by itself/);
      const { serving } = await bench.sidecar.request<{ serving: boolean }>('otatools/serving/state');
      assert.equal(serving, true);
      await bench.assertUpdates();
    });
  }

  test('an update while the board writes its flash, and the next one at once takes over', options, async (t) => {
    const bench = await CancelBench.start(t);
    assert.ok(await bench.cancelAt('otatools/update/run', async (reports) => {
      await reports(({ message }) => message === 'The board downloads the firmware');
      bench.board.injectFault({ kind: 'pause-at-flash-operation', n: 5 });
      await reach(bench.board, { paused: true });
    }));
    assert.equal(bench.board.state().paused, true);
    bench.board.injectFault({ kind: 'clear' });
    await bench.assertUpdates();
  });

  test('an update in the trial, and the next one at once takes over', options, async (t) => {
    const bench = await CancelBench.start(t, { joinDelayMs: 2000 });
    assert.ok(await bench.cancelAt('otatools/update/run', (reports) => reports(({ message }) => /must prove itself/.test(message ?? ''))));
    await bench.assertUpdates();
  });

  for (const [name, moment] of [['joins', /^The board joins/], ['fetches', /^The board fetches/]] as const) {
    test(`a check of the connection while the board ${name} leaves its radio off, as it was`, options, async (t) => {
      const bench = await CancelBench.start(t, { joinDelayMs: 500 });
      install(bench.board, { wifi: [{ ssid: SSID, password: PASSWORD }] });
      await bench.cancelAt('otatools/connection/check', (reports) => reports(({ kind, message }) => kind === 'end' || moment.test(message ?? '')));
      await bench.assertPrompt();
      const from = bench.console.items.length;
      await bench.sidecar.request('otatools/console/send', { device: bench.device, text: 'import network; print("radio", network.WLAN(network.STA_IF).active())\r' });
      assert.equal(await bench.console.line(/^radio/, 20_000, from), 'radio False');
    });
  }

  test('an upload over a board that has our scripts already leaves them', options, async (t) => {
    const bench = await CancelBench.start(t);
    install(bench.board);
    await bench.cancelAt('otatools/scripts/upload', (reports) => reports(({ kind }) => kind === 'begin'));
    assertScriptsOn(bench.board);
    bench.assertNoHalfFiles();
    await bench.assertPrompt();
    await bench.assertUploads();
  });
});
