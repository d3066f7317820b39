// Faults on the way of a release: the board ends with the bytes that the pointer pins, and switches to no others.
import { test } from 'node:test';
import { inFull, random, sampled } from '../../support/sampling.js';
import { damaged } from '../support/damage.js';
import { image } from '../support/device-board.js';
import type { FaultyServer } from '../support/faulty-server.js';
import * as faults from '../support/http-faults.js';
import { modulusOf, newKey } from '../support/manifests.js';
import { mutations } from '../support/mutations.js';
import { placeOf, pointer } from '../support/releases.js';
import { type FaultCase, survey } from '../support/survey.js';

const key = newKey(2048);
const next = image({ size: 64_000 });
const large = image({ size: 140_000 });
/** Whatever its name: a pointer is told by its first bytes. */
const POINTER = '/firmware.app-bin';
const named = (app: Buffer): string => `/${placeOf(app)}`;
const files = (app: Buffer): Record<string, Buffer> => ({ [POINTER]: pointer(app), [named(app)]: app });
/** Erase and write of each block, then the switch, the trial and the proof. */
const OPERATIONS = 2 * Math.ceil(next.length / 4096) + 14;

/** The server mended, with what belongs there. */
const restored = (right: Record<string, Buffer>) => (server: FaultyServer): void => {
  server.mend();
  for (const [path, content] of Object.entries(right)) server.files.set(path, content);
};

test('a power cut while the board takes a release', async (t) => {
  const cuts = sampled(Array.from({ length: OPERATIONS }, (_, i) => i + 1), 3, 31);
  await survey(t, 'power cut in a release', cuts.map((afterFlashOperations, i): FaultCase => ({
    name: `at operation ${afterFlashOperations}`, files: files(next), ends: next, tells: false, mayMiss: true,
    prepare: (_, board) => board.hardware.injectFault({ kind: 'power-cut', afterFlashOperations, torn: i % 2 === 1 }),
  })));
});

test('the link is cut while the board takes a release, from servers of each kind', async (t) => {
  const draw = random(32);
  const kinds: [string, (server: FaultyServer) => void][] = [
    ['an object store', (server) => (server.objectStore = true)],
    ['no ETags', (server) => (server.tags = false)],
    ['no ranges', (server) => (server.ranges = false)],
    ['neither', (server) => (server.ranges = server.tags = false)],
  ];
  const cases = Array.from({ length: inFull ? 80 : 4 }, (_, i): FaultCase => {
    const [kind, as] = kinds[i % kinds.length]!;
    const offset = 4096 + Math.floor(draw() * (large.length - 4096));
    return {
      name: `${kind}, at ${offset}`, files: files(large), ends: large,
      prepare: (server) => {
        as(server);
        server.strike(faults.at(offset, i % 8 < 4 ? faults.truncateAfter : faults.resetAfter), 1, (exchange) => exchange.request.path === named(large) && faults.reaching(offset)(exchange));
      },
      complaint: (server) => (server.resumed === (server.ranges && server.tags) ? null : `resumed: ${server.resumed}`),
    };
  });
  await survey(t, 'link cut in a release', cases, { mostAtOnce: true });
});

test('the image changes under its name while the board takes it', async (t) => {
  const changed = Buffer.from(large);
  changed[120_000]! ^= 1;
  const cases = [false, true].map((objectStore): FaultCase => ({
    name: objectStore ? 'an object store' : 'a server', files: files(large), ends: large,
    prepare: (server) => {
      server.objectStore = objectStore;
      server.strike((exchange) => {
        server.files.set(named(large), changed);
        faults.truncateAfter(80_000)(exchange);
      }, 1, ({ reply }) => reply.body.length > 100_000);
    },
    mend: restored(files(large)),
  }));
  await survey(t, 'image changes under its name', cases);
});

test('a release with damage anywhere: what is switched to has the bytes that were pinned', async (t) => {
  const cases = Array.from({ length: inFull ? 400 : 4 }, (_, seed): FaultCase => {
    const { how, content } = damaged(next, seed);
    return {
      name: `${how}, seed ${seed}`, files: { ...files(next), [named(next)]: content }, ends: next, tells: false,
      strike: async (_, board) => {
        await board.firstStart();
        if (board.text.includes('finalize: True') && !content.equals(next)) board.violations.add('it switched to what was not pinned');
      },
      mend: restored(files(next)),
    };
  });
  await survey(t, 'damaged image of a release', cases);
});

for (const signed of [false, true]) {
  test(`a ${signed ? 'signed ' : ''}pointer with damage anywhere`, async (t) => {
    const right = pointer(next, {}, signed ? key : undefined);
    const cases = mutations(right, inFull ? 400 : 4, signed ? 34 : 33).map((bytes, i): FaultCase => ({
      name: `mutation ${i}`, files: { ...files(next), [POINTER]: bytes }, ends: next,
      options: signed ? { config: { key: modulusOf(key) } } : {},
      tells: false,
      strike: async (_, board) => {
        await board.firstStart();
        if (signed && board.text.includes('[OTA] release')) board.violations.add('it took a pointer that nobody signed');
        if (board.state.slot !== 'ota_0' && board.state.sha256 !== next.subarray(-32).toString('hex')) board.violations.add('it took another image');
      },
      mend: restored({ ...files(next), [POINTER]: right }),
    }));
    await survey(t, `damaged ${signed ? 'signed ' : ''}release pointer`, cases);
  });
}
