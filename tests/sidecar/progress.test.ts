// $/progress: begin, reports, end exactly once, however the work ends.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { buildAppImage } from '@otatools/simulator';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { deviceOf, startBoard } from './support/board.js';
import { refusal, startSidecar, watchProgress, type Progress } from './support/client.js';
import { silentDevice } from './support/listeners.js';
import type { Watch } from '../support/until.js';

const timeout = 60_000;

async function kindsOf(progress: Watch<Progress>, token: string | number): Promise<string[]> {
  await progress.find((p) => p.token === token && p.value.kind === 'end', `the end of ${token}`);
  return progress.items.filter((p) => p.token === token).map((p) => p.value.kind);
}

function assertOneBeginAndEnd(kinds: string[]): void {
  assert.equal(kinds[0], 'begin');
  assert.equal(kinds.at(-1), 'end');
  assert.ok(kinds.slice(1, -1).every((kind) => kind === 'report'), kinds.join());
}

test('an upload begins, reports in rising percents and ends once', { timeout }, async (t) => {
  const board = await startBoard(t);
  const sidecar = await startSidecar(t);
  const progress = watchProgress(sidecar);
  await sidecar.request('otatools/scripts/upload', { device: deviceOf(board), workDoneToken: 'up' });
  assertOneBeginAndEnd(await kindsOf(progress, 'up'));
  const percents = progress.items.flatMap((p) => p.value.percentage ?? []);
  assert.ok(percents.length > 0);
  assert.deepEqual(percents, [...percents].sort((a, b) => a - b));
  assert.equal(percents.at(-1), 100);
  // What was sent after the end would be here before the answer to a later request.
  await sidecar.request('otatools/serving/state');
  assertOneBeginAndEnd(await kindsOf(progress, 'up'));
});

test('work that fails ends its progress once; tokens may be numbers', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  const progress = watchProgress(sidecar);
  const failing: [number, string, object][] = [
    [1, 'otatools/scripts/upload', { device: 'socket://127.0.0.1:1' }],
    [2, 'otatools/scripts/upload', { device: 'socket://127.0.0.1:1', wifi: { ssid: '' } }],
    [3, 'otatools/update/run', { device: 'socket://127.0.0.1:1', firmware: '/no/such.app-bin' }],
    [4, 'otatools/scripts/upload', { device: await silentDevice(t), timeoutSeconds: 0.3 }],
  ];
  for (const [workDoneToken, method, params] of failing) {
    await refusal(sidecar.request(method, { ...params, workDoneToken }));
    assertOneBeginAndEnd(await kindsOf(progress, workDoneToken));
  }
});

test('work that is cancelled ends its progress once', { timeout }, async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'otatools-test-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const firmware = path.join(folder, 'new.app-bin');
  writeFileSync(firmware, buildAppImage());
  const sidecar = await startSidecar(t);
  const progress = watchProgress(sidecar);
  for (const method of ['otatools/scripts/upload', 'otatools/update/run']) {
    const device = await silentDevice(t);
    const cancel = new CancellationTokenSource();
    const request = refusal(sidecar.request(method, { device, firmware, port: 0, timeoutSeconds: 300, workDoneToken: method }, cancel.token));
    await progress.find((p) => p.token === method && p.value.kind === 'begin', 'the beginning');
    cancel.cancel();
    assert.equal((await request).code, -32800);
    assertOneBeginAndEnd(await kindsOf(progress, method));
  }
});

test('work without a token reports nothing', { timeout }, async (t) => {
  const board = await startBoard(t);
  const sidecar = await startSidecar(t);
  const progress = watchProgress(sidecar);
  await sidecar.request('otatools/scripts/upload', { device: deviceOf(board) });
  await sidecar.request('otatools/serving/state');
  assert.deepEqual(progress.items, []);
});
