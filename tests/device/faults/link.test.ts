import { test } from 'node:test';
import { sampled } from '../../support/sampling.js';
import { image } from '../support/device-board.js';
import type { Fault } from '../support/faulty-server.js';
import * as faults from '../support/http-faults.js';
import { type FaultCase, survey } from '../support/survey.js';

const next = image({ size: 64_000 });
const files = { '/firmware.app-bin': next };
const BLOCK = 4096;

/** At each block's end, one byte into it, and somewhere in it. */
const offsets = Array.from({ length: Math.floor(next.length / BLOCK) }, (_, i) => i * BLOCK)
  .flatMap((block) => [block + BLOCK, block + 1, block + 1000 + (block >> 3)])
  .filter((offset) => offset < next.length);

const cuts: [string, (bytes: number) => Fault][] = [
  ['RST', faults.resetAfter], ['FIN', faults.truncateAfter], ['silence', faults.stallAfter],
];

for (const ranges of [true, false]) {
  test(`the link is cut at any byte, on a server that ${ranges ? 'resumes' : 'knows no ranges'}`, async (t) => {
    const all = cuts.flatMap(([name, cut]) => offsets.map((offset): FaultCase => ({
      name: `${name} at ${offset}`,
      files,
      ends: next,
      prepare: (server) => {
        server.ranges = ranges;
        server.strike(faults.at(offset, cut), 1, faults.reaching(offset));
      },
      // What was cut in the first block has nothing to go on from.
      complaint: (server) => (!ranges || offset < BLOCK || server.resumed ? null : 'it began again instead of going on'),
    })));
    await survey(t, `link cut, ${ranges ? 'resuming' : 'rangeless'} server`, sampled(all, 9, ranges ? 3 : 4), { mostAtOnce: true });
  });
}

test('the link is cut every few blocks, all the time', async (t) => {
  const steps = sampled([1, 2, 3, 4, 5, 7, 8, 12].map((blocks) => blocks * BLOCK + 77), 3);
  await survey(t, 'link cut again and again', steps.map((step): FaultCase => ({
    name: `every ${step} bytes`,
    files,
    ends: next,
    prepare: (server) => server.strike(faults.resetAfter(step), Infinity, ({ reply }) => reply.body.length > step),
  })));
});

test('the access point vanishes in the middle', async (t) => {
  const vanishes = (bytes: number, returns: boolean): FaultCase => ({
    name: `after ${bytes} bytes, ${returns ? 'and comes back' : 'until the next start'}`,
    files,
    ends: next,
    options: { netRate: 400_000 },
    strike: async (_, board) => {
      const started = board.firstStart();
      await board.hardware.waitFor({ 'netReceived>': bytes });
      board.hardware.setWifiAvailable(false);
      if (returns) board.when("[OTA] Wi-Fi '", () => board.hardware.setWifiAvailable(true));
      await started;
    },
    mend: (_, board) => board.hardware.setWifiAvailable(true),
  });
  const all = [300, 5_000, 9_000, 20_000, 33_000, 50_000, 63_000].flatMap((bytes) => [vanishes(bytes, true), vanishes(bytes, false)]);
  await survey(t, 'access point vanishes', sampled(all, 4, 5));
});

test('the name of the server cannot be found', async (t) => {
  const name = 'update.test';
  const dead = (milliseconds: number): FaultCase => ({
    name: `${milliseconds} ms for nothing`,
    files,
    ends: next,
    options: { hosts: { [name]: '127.0.0.1' } },
    prepare: (server, board) => {
      board.configure({ fw_url: server.url('/firmware.app-bin', name) });
      board.hardware.injectFault({ kind: 'dns-dead', milliseconds });
    },
    mend: (_, board) => board.hardware.injectFault({ kind: 'clear' }),
  });
  await survey(t, 'DNS dead', sampled([0, 5, 300, 1500].map(dead), 2));
});
