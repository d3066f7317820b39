import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { DeviceBoard, image } from './support/device-board.js';
import { FirmwareServer, tagged } from './support/firmware-server.js';

const SAMPLES = 12;
const next = image({ size: 64_000 });
const BLOCKS = Math.ceil(next.length / 4096);

/** The same sample at every run: a linear congruential generator. */
function* sample(seed: number, from: number, to: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield from + ((state >>> 16) % (to - from)); // its low bits repeat soon
  }
}

/** Powered off once so many flash operations of the whole update, the trial's and the bootloader's included, are done. */
async function survivesCut(t: TestContext, after: number): Promise<void> {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url());
  device.board.injectFault({ kind: 'power-cut', afterFlashOperations: after });
  const booted = device.board.state().resets.power;
  await device.line(/^\[OTA\] already running this image/);
  const { slot, state, sha256, resets } = await device.reach({ slot: 'ota_1', state: 'VALID' });
  assert.equal(resets.power, booted + 1, 'the cut came, and once');
  assert.equal(sha256, next.subarray(-32).toString('hex'));
  assert.deepEqual({ slot, state }, { slot: 'ota_1', state: 'VALID' });
  assert.doesNotMatch(device.board.console, /is not bootable|esp_image/, 'every start found an image that is whole');
}

describe('after a cut of power the board starts an image that is whole, and the update is done all the same', { concurrency: 3 }, () => {
  // Erase and write of each block; then NVS, otadata and the trial, where each operation is worth its own cut.
  const writing = [...new Set(take(SAMPLES, sample(2, 1, 2 * BLOCKS)))];
  const switching = Array.from({ length: 10 }, (_, i) => 2 * BLOCKS + i);
  for (const after of [...writing, ...switching]) {
    test(`after flash operation ${after}`, (t) => survivesCut(t, after));
  }
});

function take<T>(count: number, items: Iterator<T>): T[] {
  return Array.from({ length: count }, () => items.next().value as T);
}
