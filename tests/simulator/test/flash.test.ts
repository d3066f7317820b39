import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SimulatedBoard, buildAppImage, buildFullFlash } from '@otatools/simulator';
import { RunEnded } from '@otatools/simulator/flash/operation-gate.js';
import { decodePartitionTable, encodePartitionTable, layoutOf } from '@otatools/simulator/flash/partition-table.js';
import { FlashFixture, createChip } from './support/flash-fixture.js';

test('a table is read as it was written, and one that a bootloader refuses is refused', () => {
  const { partitions } = layoutOf('4MiB-ota-vfs');
  const table = encodePartitionTable(partitions);
  assert.deepEqual(decodePartitionTable(table), partitions);
  const damaged = Buffer.from(table);
  damaged[4]! ^= 1;
  assert.throws(() => decodePartitionTable(damaged), /damaged/);
  assert.throws(() => decodePartitionTable(Buffer.alloc(0xc00, 0xff)), /damaged/);
});

test('a board starts from what was flashed to it, with the layout that is in the file', async (t) => {
  const file = buildFullFlash(buildAppImage({ version: 'v1.25.0' }), '4MiB-ota-vfs');
  const board = await SimulatedBoard.start({ flashed: file, missingVfsTrap: true });
  t.after(() => board.close());
  assert.ok(await board.waitFor({ phase: 'running', slot: 'ota_0', version: 'v1.25.0' }));
  const beyond = Buffer.from(file);
  beyond[3] = 0x1f; // 2 MB in the bootloader's header
  await assert.rejects(SimulatedBoard.start({ flashed: beyond }), /goes beyond the flash/);
});

test('a write only clears bits and an erase sets them all', (t) => {
  const chip = createChip(t, 8192);
  chip.write(10, Buffer.from([0xf0]));
  chip.write(10, Buffer.from([0x3c]));
  assert.deepEqual([...chip.read(9, 3)], [0xff, 0x30, 0xff]);
  chip.eraseSector(0);
  assert.equal(chip.read(10, 1)[0], 0xff);
});

test('one operation is a sector erased or written, and is counted by partition', async (t) => {
  const { flash, partition } = fixtureParts(t);
  const start = partition('ota_1').address;
  await flash.erase(start, 8192);
  await flash.write(start + 4000, Buffer.alloc(200));
  const counts = flash.counters.snapshot();
  assert.equal(counts.operations, 4);
  assert.equal(counts.erases, 2);
  assert.equal(counts.writes, 2);
  assert.deepEqual(counts.perPartition['ota_1'], { erases: 2, bytesWritten: 200 });
});

test('the power can go between any two operations', async (t) => {
  const { flash, gate, partition } = fixtureParts(t);
  const start = partition('ota_1').address;
  gate.cutPowerAfter(2);
  await assert.rejects(flash.write(start, Buffer.alloc(4 * 4096)), RunEnded);
  assert.equal(flash.read(start + 8191, 1)[0], 0);
  assert.equal(flash.read(start + 8192, 1)[0], 0xff);
});

test('an operation held still ends with its run and not with the next', async (t) => {
  const { flash, gate, partition } = fixtureParts(t);
  gate.pauseAt(1);
  const erase = flash.erase(partition('ota_1').address, 8192);
  assert.equal(gate.paused, true);
  gate.endRun();
  await assert.rejects(erase, RunEnded);
  assert.equal(flash.counters.operations, 0);
});

test('a held operation goes on when it is let go', async (t) => {
  const { flash, gate, partition } = fixtureParts(t);
  gate.pauseAt(2);
  const erase = flash.erase(partition('ota_1').address, 8192);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(gate.paused, true);
  assert.equal(flash.counters.operations, 1);
  gate.resume();
  await erase;
  assert.equal(flash.counters.operations, 2);
});

test('the partition table is the one that a bootloader reads', () => {
  const table = encodePartitionTable(layoutOf('4MiB-ota').partitions);
  assert.equal(table.length, 0xc00);
  assert.equal(table.subarray(0, 32).toString('hex'), 'aa50010200900000004000006e76730000000000000000000000000000000000');
  assert.equal(table.readUInt16LE(5 * 32), 0xebeb);
});

function fixtureParts(test: Parameters<typeof createChip>[0]) {
  const fixture = new FlashFixture(test);
  return { flash: fixture.flash, gate: fixture.gate, partition: (label: string) => fixture.partition(label) };
}
