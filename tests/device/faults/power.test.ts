import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { real, withoutRealFirmware } from '../../support/paths.js';
import { inFull, random, sampled } from '../../support/sampling.js';
import { image } from '../support/device-board.js';
import { FaultBoard } from '../support/fault-board.js';
import { FaultyServer } from '../support/faulty-server.js';
import { inScope } from '../support/scope.js';
import { type FaultCase, survey } from '../support/survey.js';

const next = image({ size: 64_000 });
const files = { '/firmware.app-bin': next };

/** Flash operations of the whole way: the download, the switch, the trial, the proof, the start after it. */
function operationsOf(): Promise<number> {
  return inScope(async (scope) => {
    const board = await FaultBoard.start((await FaultyServer.start(scope, files)).url());
    scope.after(() => board.close());
    await board.firstStart();
    return board.hardware.counters().flash.operations;
  });
}

const cut = (after: number, torn: boolean): FaultCase => ({
  name: `${torn ? 'torn at' : 'after'} operation ${after}`,
  files,
  ends: next,
  tells: false,
  prepare: (_, board) => board.hardware.injectFault({ kind: 'power-cut', afterFlashOperations: after, torn }),
});

for (const torn of [false, true]) {
  test(`a power cut ${torn ? 'in the middle of' : 'after'} a flash operation of an update`, async (t) => {
    const all = Array.from({ length: await operationsOf() }, (_, i) => i + 1);
    await survey(t, `power cut ${torn ? 'within' : 'after'} each flash operation`, sampled(all, 12, torn ? 2 : 1).map((after) => cut(after, torn)));
  });
}

test('what an interrupted download left is not what it was when the power comes back', async (t) => {
  const large = image({ size: 200_000 });
  // Progress is kept each 64 KiB: at the cut there are two of these.
  const cutAt = 2 * 40;
  const all = [0, 5_000, 65_535, 65_536, 100_000, 131_071, 131_072, 160_000].map((offset): FaultCase => ({
    name: `one bit at ${offset}`, files: { '/firmware.app-bin': large }, ends: large, tells: false,
    prepare: (_, board) => board.hardware.injectFault({ kind: 'power-cut', afterFlashOperations: cutAt, stayOff: true }),
    strike: async (_, board) => {
      const started = board.firstStart();
      await board.off();
      board.hardware.program('ota_1', offset, Buffer.from([large[offset]! ^ 1]));
      board.hardware.setPower(true);
      await started;
    },
    complaint: (server) => (server.resumed === offset >= 131_072 ? null : `resumed: ${server.resumed}`),
  }));
  await survey(t, 'slot changed while the power was off', sampled(all, 3, 19), { mostAtOnce: true });
});

test('a power cut at any point of an update between real images', { skip: withoutRealFirmware }, async (t) => {
  const [old, after] = [readFileSync(real.before!), readFileSync(real.after!)];
  const draw = random(3);
  const most = 2 * Math.ceil(after.length / 4096) + 16;
  await survey(t, 'power cut in the real update', Array.from({ length: inFull ? 300 : 4 }, (): FaultCase => {
    const afterFlashOperations = 1 + Math.floor(draw() * most);
    const torn = draw() < 0.5;
    return {
      name: `${torn ? 'within' : 'after'} operation ${afterFlashOperations}`,
      files: { '/firmware.app-bin': after },
      options: { image: old },
      ends: after,
      tells: false,
      prepare: (_, board) => board.hardware.injectFault({ kind: 'power-cut', afterFlashOperations, torn }),
    };
  }));
});
