import { after, before, describe, test } from 'node:test';
import { inFull, random, sampled } from '../../support/sampling.js';
import { image } from '../support/device-board.js';
import { damaged } from '../support/damage.js';
import type { Exchange, Fault } from '../support/faulty-server.js';
import * as faults from '../support/http-faults.js';
import { packsOf } from '../support/pack-board.js';
import { deltaName, similarImages } from '../support/similar-images.js';
import { type FaultCase, survey } from '../support/survey.js';

const path = '/firmware.app-bin';
const { old, next } = similarImages();
const another = image({ size: 150_000, seed: 9 });
const delta = deltaName(path, old);
const compressed = `${path}.pack`;
const options = { image: old };
const plain = { [path]: next };
/** Erase and write of each block, then the switch, the trial and the proof. */
const OPERATIONS = 2 * Math.ceil(next.length / 4096) + 14;

let packs: { delta: Buffer; compressed: Buffer };
let others: { delta: Buffer; compressed: Buffer };
const withDelta = (): Record<string, Buffer> => ({ ...plain, [delta]: packs.delta });
const withCompressed = (): Record<string, Buffer> => ({ ...plain, [compressed]: packs.compressed });
const ofPacks = ({ request }: Exchange): boolean => request.path.endsWith('.pack');

describe('smaller forms of an image, with faults', () => {
  before(() => {
    packs = packsOf({ after }, old, next);
    others = packsOf({ after }, old, another);
  });

  for (const [form, files] of [['delta', withDelta], ['compressed image', withCompressed]] as const) {
    test(`a power cut while the board takes a ${form}`, async (t) => {
      const cuts = sampled(Array.from({ length: OPERATIONS }, (_, i) => i + 1), form === 'delta' ? 6 : 3, 16);
      await survey(t, `power cut in a ${form}`, cuts.map((afterFlashOperations, i): FaultCase => ({
        name: `at operation ${afterFlashOperations}`, files: files(), options, ends: next, tells: false, mayMiss: true,
        prepare: (_, board) => board.hardware.injectFault({ kind: 'power-cut', afterFlashOperations, torn: i % 2 === 1 }),
      })));
    });

    test(`the link is cut while the board takes a ${form}`, async (t) => {
      const size = (form === 'delta' ? packs.delta : packs.compressed).length;
      const draw = random(17);
      const offsets = Array.from({ length: inFull ? 60 : 4 }, () => Math.floor(draw() * size));
      await survey(t, `link cut in a ${form}`, offsets.map((offset, i): FaultCase => ({
        name: `at ${offset}${i % 4 === 3 ? ', no ranges' : ''}`, files: files(), options, ends: next,
        prepare: (server) => {
          server.ranges = i % 4 !== 3;
          server.strike(faults.at(offset, i % 2 ? faults.truncateAfter : faults.resetAfter), 1, (exchange) => ofPacks(exchange) && faults.reaching(offset)(exchange));
        },
      })));
    });

    test(`a ${form} with damage anywhere`, async (t) => {
      const seeds = Array.from({ length: inFull ? 400 : 8 }, (_, seed) => seed);
      await survey(t, `damaged ${form}`, seeds.map((seed): FaultCase => {
        const of = form === 'delta' ? packs.delta : packs.compressed;
        const { how, content } = damaged(of, seed);
        return { name: `${how}, seed ${seed}`, files: { ...plain, [form === 'delta' ? delta : compressed]: content }, options, ends: next, tells: false };
      }), { mostAtOnce: true });
    });
  }

  test('a server with a fault in a smaller form only', async (t) => {
    const kinds: Record<string, Fault> = {
      'says nothing': faults.silent, '500': faults.status(500), '403': faults.status(403), '401': faults.status(401), 'a page': faults.htmlPage,
      'gzip': faults.gzipped, 'garbage': faults.garbage, 'an empty answer': faults.emptyAnswer, 'more than the file': faults.tooLong(5000),
      'less than the file': faults.claimsShort(9000), 'a redirect to nowhere': faults.redirect(() => 'http://127.0.0.1:9/'), 'chunked': faults.chunked,
      'resets, each time': faults.resetAfter(9000), 'a shifted range': faults.shiftedRange(100), 'ignores ranges': faults.ignoresRange,
    };
    const all = Object.entries(kinds).map(([name, fault]): FaultCase => ({
      name, files: { ...withDelta(), ...withCompressed() }, options, ends: next, tells: false, prepare: (server) => server.strike(fault, Infinity, ofPacks),
    }));
    await survey(t, 'faults of the smaller forms only', sampled(all, 5, 18));
  });

  test('a smaller form of another image', async (t) => {
    const all: FaultCase[] = [
      { name: 'a delta to another image', files: { ...plain, [delta]: others.delta }, options, ends: next },
      { name: 'another image, compressed', files: { ...plain, [compressed]: others.compressed }, options, ends: next },
      { name: 'a delta from another image', files: { ...plain, [delta]: packs.delta }, options: { image: another }, ends: next, tells: false },
      { name: 'both', files: { ...plain, [delta]: others.delta, [compressed]: others.compressed }, options, ends: next },
      { name: 'the image itself under their names', files: { ...plain, [delta]: next, [compressed]: next }, options, ends: next },
    ];
    await survey(t, 'smaller form of another image', all, { mostAtOnce: true });
  });
});
