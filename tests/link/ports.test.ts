// What ports do: vanish and come back as another terminal, reset the board when they open, and let others in who take its bytes.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { SimulatedBoard } from '@otatools/simulator';
import { startPtyBridge } from '@otatools/simulator/cli/pty-bridge.js';
import type { Scope } from '../device/support/scope.js';
import { withoutTerminals } from '../sidecar/support/terminal.js';
import { sampled } from '../support/sampling.js';
import { Cargo } from './support/cargo.js';
import { surveyLink, type LinkCase, type Plug } from './support/link-survey.js';

const SAMPLE = 2;
/** Who shares the answers waits for them in vain, and may take a board for deaf, again and again. */
const OF_SHARED_PORTS = ['DeviceNoAnswer', 'DeviceProtocol', 'DeviceNotInterruptible', 'DeviceBusy'];
/** At 115200 baud an upload takes long enough for something to happen in it. */
const UART = { link: 'uart' } as const;

/** A pseudo-terminal behind a name that stays, as udev makes one. */
async function terminal(scope: Scope, board: SimulatedBoard): Promise<Plug> {
  const folder = mkdtempSync(path.join(tmpdir(), 'otatools-by-id-'));
  scope.after(() => rmSync(folder, { recursive: true, force: true }));
  const device = path.join(folder, 'usb-board');
  let bridge = await startPtyBridge(board.consolePort, device);
  scope.after(() => bridge.close());
  return {
    device,
    replug: async () => {
      await bridge.close();
      bridge = await startPtyBridge(board.consolePort, device);
    },
  };
}

const atByte = (count: number, more: Omit<LinkCase, 'name' | 'cargo' | 'strike'>): LinkCase => ({
  name: `at byte ${count}`, cargo: () => Cargo.scripts(), again: true,
  strike: (board) => board.resetCounters(),
  ...more,
});

test('a port that goes in the middle of an upload, and comes back as another terminal', { skip: withoutTerminals }, async (t) => {
  const points = Array.from({ length: 12 }, (_, i) => 1 + i * 300);
  await surveyLink(t, 're-enumeration', sampled(points, SAMPLE, 2).map((count) => atByte(count, {
    meanwhile: async (board, plug) => {
      await board.waitFor({ 'uartReceived>': count });
      await plug.replug();
    },
  })), { boards: [UART], good: 0, causes: ['DeviceDisconnected'], plugIn: terminal });
});

test('another program that reads the port as well and takes a share of the bytes', { skip: withoutTerminals }, async (t) => {
  const points = [1, 100, 500, 1000, 1500, 2000, 2500, 3000];
  await surveyLink(t, 'a thief at the port', sampled(points, 1, 2).map((count) => atByte(count, {
    meanwhile: async (board, { device }, scope) => {
      await board.waitFor({ 'uartReceived>': count });
      const thief = spawn('cat', [device], { stdio: 'ignore' });
      scope.after(() => thief.kill('SIGKILL'));
    },
  })), { boards: [UART], good: 0, causes: OF_SHARED_PORTS, longestMs: 120_000, plugIn: terminal });
});

test('a board that is reset whenever its port opens', async (t) => {
  const delays = [0, 100, 400, 1500];
  await surveyLink(t, 'reset on open', sampled(delays, SAMPLE, 4).map((bootDelayMs) => ({
    name: `boots for ${bootDelayMs} ms`, cargo: () => Cargo.scripts(), strike: () => {},
  })), { boards: sampled(delays, SAMPLE, 4).map((bootDelayMs) => ({ ...UART, resetOnOpen: true, bootDelayMs })), good: 1 });
});
