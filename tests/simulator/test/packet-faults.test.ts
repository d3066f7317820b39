import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault } from '@otatools/simulator';
import { FaultyLine } from '@otatools/simulator/console/faulty-line.js';
import type { PacketFault } from '@otatools/simulator/console/packet-faults.js';
import { Bench } from './support/bench.js';

const letters = (text: string): string => text.split('').map((letter) => letter.repeat(64)).join('');

const cases: readonly (readonly [PacketFault, string])[] = [
  [{ kind: 'drop-packet', index: 1 }, letters('acd')],
  [{ kind: 'repeat-packet', index: 1 }, letters('abbcd')],
  [{ kind: 'replace-packet', index: 1 }, letters('accd')],
  [{ kind: 'corrupt-packet', index: 1 }, letters('a') + 'b'.repeat(32) + 'c' + 'b'.repeat(31) + letters('cd')],
  [{ kind: 'swap-packet', index: 1 }, letters('acbd')],
  [{ kind: 'delay-packet', index: 1, milliseconds: 20 }, letters('abcd')],
  [{ kind: 'delay-packet', index: 1, milliseconds: 20, overtaken: true }, letters('acdb')],
];

for (const [fault, expected] of cases) {
  const name = `${fault.kind}${fault.overtaken ? ', overtaken,' : ''}`;

  test(`${name} strikes the chosen 64 bytes on the way to the board`, async (t) => {
    const bench = await Bench.inRawMode(t);
    await bench.launch(`import sys\nprint("ready")\nprint(sys.stdin.buffer.read(${expected.length}))`);
    await bench.console.readUntil('ready\r\n');
    bench.board.injectFault(fault);
    bench.console.write(letters('abcd'));
    assert.equal(await bench.console.readUntil("'\r\n"), `b'${expected}'\r\n`);
  });

  test(`${name} strikes the chosen 64 bytes on the way to the host, and not what the board has printed`, async (t) => {
    const bench = await Bench.inRawMode(t);
    await bench.launch(`import sys\nprint("ready")\nsys.stdin.read(1)\nsys.stdout.buffer.write(b"${letters('abcd')}")\nsys.stdin.read(1)`);
    await bench.console.readUntil('ready\r\n');
    bench.board.injectFault({ ...fault, direction: 'to-host' });
    bench.console.write('.');
    assert.equal(await bench.console.read(expected.length), expected);
    assert.ok(bench.board.console.includes(letters('abcd')));
  });
}

/** What the faults make of a long stream of numbered packets, once all are over. */
function damage(...faults: PacketFault[]): string {
  const out: Buffer[] = [];
  const line = new FaultyLine((packet) => out.push(packet));
  for (const fault of faults) line.set(fault);
  for (let i = 0; i < 2000; i++) line.send(Buffer.alloc(64, i % 251));
  line.clear();
  line.send(Buffer.from('end'));
  return Buffer.concat(out).toString('latin1');
}

test('a rate strikes its share of the packets, and the same ones for the same seed', () => {
  const drop = (seed: number): PacketFault => ({ kind: 'drop-packet', rate: 1 / 20, seed });
  const left = (damage(drop(1)).length - 3) / 64;
  assert.ok(left > 1850 && left < 1950, String(left));
  assert.equal(damage(drop(1)), damage(drop(1)));
  assert.notEqual(damage(drop(1)), damage(drop(2)));
});

test('faults of different kinds add up', () => {
  const swapped = damage({ kind: 'swap-packet', rate: 0.1 });
  assert.equal(swapped.length, 2000 * 64 + 3);
  const both = damage({ kind: 'swap-packet', rate: 0.1 }, { kind: 'drop-packet', index: 5 });
  assert.equal(both.length, 1999 * 64 + 3);
  assert.notEqual(both.slice(0, 50 * 64), swapped.slice(0, 50 * 64));
});

test('what a fault holds back comes out when it is over, in its order', () => {
  const held: PacketFault = { kind: 'delay-packet', index: 10, milliseconds: 1_000_000 };
  assert.equal(damage(held), damage());
});

test('a swapped packet that no other follows comes by itself', async (t) => {
  const bench = await Bench.inRawMode(t);
  const fault: Fault = { kind: 'swap-packet', index: 0 };
  bench.board.injectFault(fault);
  assert.equal(await bench.print('print(6*7)'), '42');
});
