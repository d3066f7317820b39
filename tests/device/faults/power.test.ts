import { test } from 'node:test';
import { image } from '../support/device-board.js';
import { FaultBoard } from '../support/fault-board.js';
import { FaultyServer } from '../support/faulty-server.js';
import { type FaultCase, sampled, survey } from '../support/survey.js';

const next = image({ size: 64_000 });
const files = { '/firmware.app-bin': next };

/** Flash operations of the whole way: the download, the switch, the trial, the proof, the start after it. */
async function operationsOf(): Promise<number> {
  const ends: (() => unknown)[] = [];
  const server = await FaultyServer.start({ after: (end: unknown) => void ends.push(end as () => unknown) }, files);
  const board = await FaultBoard.start(server.url());
  await board.firstStart();
  const { operations } = board.hardware.counters().flash;
  await board.close();
  for (const end of ends) await end();
  return operations;
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
