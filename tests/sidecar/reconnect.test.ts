// Links that are lost and come back: as it was, under another name, or taken by somebody else meanwhile.
import assert from 'node:assert/strict';
import { realpathSync, renameSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { type TestContext, describe, test } from 'node:test';
import type { SimulatedBoard } from '@otatools/simulator';
import { buildAppImage } from '@otatools/simulator';
import { deviceOf, PASSWORD, reach, SSID, startBoard } from './support/board.js';
import { refusal } from './support/client.js';
import { CommandLine, resultOf } from './support/command-line.js';
import { ConsoleBench } from './support/console-bench.js';
import { closedPort } from './support/listeners.js';
import { imageFile, temporaryFolder } from './support/folder.js';
import { printed } from './support/printed.js';
import { holdPort, plugIn, withoutTerminals } from './support/terminal.js';
import type { UpdateResult } from './support/update-bench.js';

const timeout = 60_000;
const withTerminals = { timeout, skip: withoutTerminals };

async function prompt(test: TestContext): Promise<SimulatedBoard> {
  const board = await startBoard(test);
  await printed(board, '>>> ');
  return board;
}

/** A stable name, as udev makes them: it can be moved to another terminal. */
function stableName(test: TestContext): { readonly name: string; pointTo(target: string): void } {
  const folder = temporaryFolder(test);
  const name = path.join(folder, 'board');
  return {
    name,
    pointTo: (target) => {
      symlinkSync(target, `${name}.new`);
      renameSync(`${name}.new`, name);
    },
  };
}

describe('a lost link', { concurrency: 4 }, () => {
  test('is said, and the console goes on when it is back', { timeout }, async (t) => {
    const board = await prompt(t);
    const bench = await ConsoleBench.open(t, deviceOf(board));
    board.injectFault({ kind: 'link-loss' });
    assert.match((await bench.happened('lost')).message, /goes on as soon as/);
    board.injectFault({ kind: 'link-restore' });
    const back = await bench.happened('back');
    assert.deepEqual([back.port, back.device], [deviceOf(board), deviceOf(board)]);
    await bench.assertEvaluates();
    assert.equal(bench.events.filter(({ what }) => what === 'closed').length, 0);
  });

  test('of one board is nothing to another', { timeout }, async (t) => {
    const [lost, other] = [await prompt(t), await prompt(t)];
    const bench = await ConsoleBench.open(t, deviceOf(lost));
    await bench.sidecar.request('otatools/console/open', { device: deviceOf(other) });
    lost.injectFault({ kind: 'link-loss' });
    await bench.happened('lost');
    assert.equal((await bench.sidecar.request<{ running: string }>('otatools/device/info', { device: deviceOf(other) })).running, 'ota_0');
    assert.deepEqual(bench.events.filter(({ what, device }) => what === 'lost' && device === deviceOf(other)), []);
  });

  test('is waited for by a request that begins meanwhile', { timeout }, async (t) => {
    const board = await prompt(t);
    const bench = await ConsoleBench.open(t, deviceOf(board));
    board.injectFault({ kind: 'link-loss' });
    await bench.happened('lost');
    assert.equal((await bench.sidecar.request<{ open: boolean }>('otatools/console/open', { device: bench.device })).open, false);
    const info = bench.sidecar.request<{ running: string }>('otatools/device/info', { device: bench.device, timeoutSeconds: 20 });
    board.injectFault({ kind: 'link-restore' });
    assert.equal((await info).running, 'ota_0');
  });

  test('that stays away fails that request in its time, and typing at once', { timeout }, async (t) => {
    const board = await prompt(t);
    const bench = await ConsoleBench.open(t, deviceOf(board));
    board.injectFault({ kind: 'link-loss' });
    await bench.happened('lost');
    const { data } = await refusal(bench.sidecar.request('otatools/device/info', { device: bench.device, timeoutSeconds: 1 }));
    assert.equal(data?.reason, 'DeviceDisconnected');
    assert.equal((await refusal(bench.sidecar.request('otatools/console/send', { device: bench.device, text: 'x' }))).data?.reason, 'DeviceDisconnected');
  });

  test('is looked for no more once it is closed', { timeout }, async (t) => {
    const board = await prompt(t);
    const bench = await ConsoleBench.open(t, deviceOf(board));
    board.injectFault({ kind: 'link-loss' });
    await bench.happened('lost');
    await bench.sidecar.request('otatools/device/close', { device: bench.device });
    await bench.happened('closed');
    board.injectFault({ kind: 'link-restore' });
    // A new session, not the old one that came back.
    await bench.sidecar.request('otatools/device/info', { device: bench.device });
    assert.equal(bench.events.filter(({ what }) => what === 'back').length, 0);
  });

  test('comes back as another terminal behind the same name', withTerminals, async (t) => {
    const board = await prompt(t);
    const { name, pointTo } = stableName(t);
    const first = await plugIn(t, board);
    pointTo(first.path);
    const bench = await ConsoleBench.open(t, name);
    await first.close();
    assert.match((await bench.happened('lost')).message, /unplugged/);
    const second = await plugIn(t, board);
    pointTo(second.path);
    assert.equal((await bench.happened('back')).port, realpathSync(second.path));
    await bench.assertEvaluates();
  });

  test('whose port another program takes meanwhile is waited for, and that is said once', withTerminals, async (t) => {
    const board = await prompt(t);
    const { name, pointTo } = stableName(t);
    const first = await plugIn(t, board);
    pointTo(first.path);
    const bench = await ConsoleBench.open(t, name);
    await first.close();
    await bench.happened('lost');
    const second = await plugIn(t, board);
    const holder = await holdPort(t, second.path);
    if (!holder) {
      return t.skip('flock is not installed');
    }
    pointTo(second.path);
    await bench.happened('lost', ({ message }) => /in use by /.test(message));
    const { data } = await refusal(bench.sidecar.request('otatools/device/info', { device: name, timeoutSeconds: 2 }));
    assert.equal(data?.reason, 'DeviceBusy');
    await holder.release();
    await bench.happened('back');
    assert.equal(bench.events.filter(({ what, message }) => what === 'lost' && /in use/.test(message ?? '')).length, 1);
    return undefined;
  });

  test('two names of one port are one device', withTerminals, async (t) => {
    const board = await prompt(t);
    const { name, pointTo } = stableName(t);
    const { path: port } = await plugIn(t, board);
    pointTo(port);
    const bench = await ConsoleBench.open(t, name);
    assert.equal((await bench.sidecar.request<{ running: string }>('otatools/device/info', { device: port })).running, 'ota_0');
    await bench.sidecar.request('otatools/device/close', { device: name });
    await bench.happened('closed');
  });

  test('is said by the command line, whose console goes on too', { timeout }, async (t) => {
    const board = await prompt(t);
    const console = CommandLine.start(t, ['console', '--device', deviceOf(board)]);
    await console.notes.line(/^Console of/);
    board.injectFault({ kind: 'link-loss' });
    await console.notes.line(/^--- .*closed the connection/);
    board.injectFault({ kind: 'link-restore' });
    await console.notes.line(/^--- .* is back/);
    board.reset();
    await console.lines.line(/^MicroPython v/);
    console.child.kill('SIGINT');
    assert.equal((await console.finished).code, 0);
  });

  test('ends a command that does one thing', { timeout }, async (t) => {
    assert.equal((await CommandLine.start(t, ['info', '--device', `socket://127.0.0.1:${await closedPort()}`]).finished).code, 3);
  });
});

test('an update goes on over a link that goes with each reset of the board, and misses its first lines', { timeout: 120_000 }, async (t) => {
  const board = await startBoard(t, { image: buildAppImage({ version: 'v1.26.0' }), networks: [{ ssid: SSID, psk: PASSWORD }] });
  await printed(board, '>>> ');
  const args = ['update', imageFile(t), '--device', deviceOf(board), '--port', '0', '--address', '127.0.0.1', '--json', '--ssid', SSID];
  const run = CommandLine.start(t, args, { OTATOOLS_WIFI_PASSWORD: PASSWORD }, 110_000);
  // The board of before, the trial, and the start after the proof.
  for (let reset = 1, { boots } = board.state(); reset <= 3; reset++) {
    const from = board.console.length;
    const noted = run.notes.items.length;
    await reach(board, { 'boots>': boots + reset }, 60_000);
    board.injectFault({ kind: 'link-loss' });
    await run.notes.line(/closed the connection/, 20_000, noted);
    await printed(board, reset < 3 ? '[BOOT] starting OTA in 3' : '[BOOT] running=', from);
    board.injectFault({ kind: 'link-restore' });
  }
  const { code, stdout, stderr } = await run.finished;
  assert.equal(code, 0, stderr);
  const result = resultOf<UpdateResult>({ code, stdout, stderr });
  assert.deepEqual([result.outcome, result.from.slot, result.to.slot], ['updated', 'ota_0', 'ota_1']);
  assert.deepEqual([board.state().slot, board.state().state], ['ota_1', 'VALID']);
});
