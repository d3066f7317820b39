// Packets that are lost, repeated, replaced, swapped, damaged or late, both ways: what is reported good is good.
import { test } from 'node:test';
import { packetDirections, packetFaultKinds, type PacketFault } from '@otatools/simulator/console/packet-faults.js';
import { inFull, random, sampled } from '../support/sampling.js';
import { Cargo, content } from './support/cargo.js';
import { surveyLink, type LinkCase } from './support/link-survey.js';

/** Uploads of each kind, direction and rate in a sweep: 1,008 in all. */
const EACH = 28;
const SAMPLE = 4;
const LONGEST = 20_000;
const LATEST_MS = 300;
const WITH_SCRIPTS = 7;

const USB = { link: 'usb' } as const;
const UART = { link: 'uart', baud: 921600 } as const;

function fault(kind: PacketFault['kind'], direction: PacketFault['direction'] & string, rate: number, seed: number): PacketFault {
  const next = random(seed);
  const late = kind === 'delay-packet' && { milliseconds: Math.floor(next() * LATEST_MS), overtaken: next() < 0.5 };
  return { kind, direction, rate, seed, ...late };
}

function cases(inOneOf: number): LinkCase[] {
  return packetFaultKinds.flatMap((kind, k) => packetDirections.flatMap((direction, d) => Array.from({ length: EACH }, (_, i): LinkCase => {
    const seed = 1 + inOneOf * 10_000 + k * 1000 + d * 100 + i;
    const next = random(seed);
    return {
      name: `${kind} ${direction} 1/${inOneOf} seed ${seed}`,
      cargo: (scope) => i % WITH_SCRIPTS === 0 ? Cargo.scripts() : Cargo.files(scope, Array.from({ length: 1 + Math.floor(next() * 3) }, (_, file) => ({
        target: `/data ${file}.bin`, content: content(next, Math.floor(next() ** 2 * LONGEST)), old: next() < 0.3 ? null : content(next, Math.floor(next() * 2000)),
      }))),
      strike: (board) => board.injectFault(fault(kind, direction, 1 / inOneOf, seed)),
    };
  })));
}

for (const [inOneOf, good] of [[200, 0.99], [50, 0], [20, 0]] as const) {
  test(`uploads over a line that harms one packet in ${inOneOf}`, async (t) => {
    await surveyLink(t, `packets, 1 in ${inOneOf}`, sampled(cases(inOneOf), SAMPLE, inOneOf), { boards: inFull ? [USB, UART, USB, UART] : [USB, UART], good });
  });
}
