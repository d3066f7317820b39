import { test } from 'node:test';
import { sampled } from '../../support/sampling.js';
import { image } from '../support/device-board.js';
import { unbootable } from '../support/image-surgery.js';
import { before, PROGRAM } from '../support/fault-board.js';
import { type FaultCase, survey } from '../support/survey.js';

const next = image({ size: 64_000 });
const path = '/firmware.app-bin';
/** Of a trial: 30 of the board's seconds. */
const config = { trial: 30 };

test('new firmware with a flaw', async (t) => {
  const all = (['crash', 'no-wifi', 'hang-on-join', 'crash-on-join'] as const).map((behaviour): FaultCase => ({
    name: behaviour, files: { [path]: image({ size: 64_000, behaviour }) }, options: { config }, ends: before, mend: () => {},
  }));
  all.push({
    name: 'hang, and somebody takes the plug', files: { [path]: image({ size: 64_000, behaviour: 'hang' }) }, ends: before, mend: () => {},
    strike: async (_, board) => {
      const started = board.firstStart();
      for (let i = 0; i < 3; i++) {
        await board.hung();
        board.hardware.cyclePower();
      }
      await started;
    },
  });
  all.push({ name: 'what set_boot takes and the bootloader does not', files: { [path]: unbootable(next) }, ends: before, mend: () => {}, unbootable: true });
  await survey(t, 'new firmware with a flaw', all);
});

const health: Record<string, [source: string, verdict: boolean]> = {
  'says yes': ['def check():\n    return True\n', true],
  'says no': ['def check():\n    return False\n', false],
  'says 0': ['def check():\n    return 0\n', false],
  'says nothing': ['def check():\n    return None\n', false],
  'says yes at the third time': ['n = 0\ndef check():\n    global n\n    n += 1\n    return True if n > 2 else None\n', true],
  'raises': ['def check():\n    return {}["sensor"]\n', false],
  'raises an OSError': ['def check():\n    open("/nothing")\n', false],
  'raises SystemExit': ['def check():\n    raise SystemExit\n', false],
  'waits for ever': ['import time\ndef check():\n    while True:\n        time.sleep(1)\n', false],
  'computes for ever': ['def check():\n    while True:\n        pass\n', false],
  'fails at its import': ['import nothing_like_this\n', false],
  'is no Python': ['def check(:\n', false],
  'has no check': ['x = 1\n', false],
  'hangs at its import': ['while True:\n    pass\n', false],
  'resets': ['import machine\ndef check():\n    machine.reset()\n', false],
  'uses all memory': ['def check():\n    raise MemoryError("no more")\n', false],
};

test('the user\'s own health check', async (t) => {
  const all = Object.entries(health).map(([name, [source, verdict]]): FaultCase => ({
    name, files: { [path]: next }, options: { config, files: { '/ota_health.py': source } }, ends: verdict ? next : before, tells: !verdict, mend: () => {},
  }));
  await survey(t, 'health check of the user', sampled(all, 10, 13));
});

const programs: Record<string, string> = { 'raises': '1 / 0\n', 'hangs': 'while True:\n    pass\n' };

test('the user\'s program fails after an update that proved itself', async (t) => {
  // A program counts only through ota_health: the update stays, and nothing is left that resets the board.
  const all = Object.entries(programs).map(([name, source]): FaultCase => ({
    name, files: { [path]: next }, ends: next, tells: false, mend: () => {},
    strike: async (_, board) => {
      await board.firstStart();
      const { boots } = board.state;
      board.write('/main.py', `${PROGRAM}${source}`);
      await board.restart();
      if (board.state.boots !== boots + 1) board.violations.add('the board was reset under the program');
    },
  }));
  await survey(t, 'program that fails', all);
});

const onTrial: Record<string, string> = {
  'ends': '',
  'raises': '1 / 0\n',
  'is no Python': 'def :\n',
  'computes for ever': 'while True:\n    pass\n',
  'sleeps for ever': 'import time\nwhile True:\n    time.sleep(1)\n',
  'waits for input': 'input()\n',
  'raises SystemExit': 'raise SystemExit\n',
  'soft resets': 'import machine\nmachine.soft_reset()\n',
  'resets': 'import machine\nmachine.reset()\n',
  'takes all timers': 'import machine\nt = [machine.Timer(i, period=10, callback=lambda t: None) for i in range(4)]\nwhile True:\n    pass\n',
  'marks itself valid': 'from esp32 import Partition\nPartition.mark_app_valid_cancel_rollback()\nwhile True:\n    pass\n',
  'starts its own watchdog': 'import machine\nw = machine.WDT(timeout=600000)\nwhile True:\n    pass\n',
};

test('the user\'s program runs while the trial finds no server', async (t) => {
  const all = Object.entries(onTrial).map(([name, source]): FaultCase => ({
    name, files: { [path]: next }, options: { config: { trial: 60 } }, ends: next,
    strike: async (server, board) => {
      const started = board.firstStart();
      await board.line(/^\[OTA\] finalize/);
      server.strike(({ socket }) => void socket.resetAndDestroy());
      board.write('/main.py', source);
      await board.line(/^\[BOOT\] running= ota_1/, /^reset machine|^\[BOOT\] running= ota_0/);
      board.write('/main.py', PROGRAM);
      await started;
    },
  }));
  await survey(t, 'program on trial without a server', sampled(all, 5, 15));
});

test('Ctrl-C at any moment of a trial', async (t) => {
  const moments = ['[BOOT] running= ota_1', '[BOOT] starting OTA in 3', '[BOOT] starting OTA in 2', '[BOOT] starting OTA in 1', '[OTA] start', '[OTA] GET', '[OTA] valid', 'reset machine'];
  const all = moments.flatMap((moment) => [0, 3, 20].map((delayMs): FaultCase => ({
    name: `${delayMs} ms after ${moment}`, files: { [path]: next }, ends: next, tells: false,
    strike: async (_, board) => {
      const started = board.firstStart();
      await board.trialLine(moment);
      if (delayMs) await new Promise((resolve) => setTimeout(resolve, delayMs));
      board.type('\x03');
      await started;
    },
  })));
  await survey(t, 'Ctrl-C in a trial', sampled(all, 8, 14));
});

test('a trial without its server or its network', async (t) => {
  const all: FaultCase[] = [
    { name: 'no server', files: { [path]: next }, options: { config }, ends: next, strike: async (server, board) => {
      const started = board.firstStart();
      await board.line(/^\[OTA\] finalize/);
      server.strike(({ socket }) => void socket.resetAndDestroy());
      await started;
    } },
    { name: 'no network', files: { [path]: next }, options: { config }, ends: next, strike: async (_, board) => {
      const started = board.firstStart();
      await board.line(/^\[OTA\] finalize/);
      board.hardware.setWifiAvailable(false);
      await started;
    }, mend: (_, board) => board.hardware.setWifiAvailable(true) },
    { name: 'a network that comes back in time', files: { [path]: next }, ends: next, strike: async (_, board) => {
      const started = board.firstStart();
      await board.line(/^\[OTA\] finalize/);
      board.hardware.setWifiAvailable(false);
      await board.line(/^\[OTA\] not proved yet/);
      board.hardware.setWifiAvailable(true);
      await started;
    } },
    { name: 'a server that says 404', files: { [path]: next }, ends: next, tells: false, strike: async (server, board) => {
      const started = board.firstStart();
      await board.line(/^\[OTA\] finalize/);
      server.files.delete(path);
      await started;
      server.files.set(path, next);
    } },
  ];
  await survey(t, 'trial without server or network', all);
});
