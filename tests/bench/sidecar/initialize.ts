import type { Bench } from '../benches.js';
import { row } from '../row.js';
import { median } from '../support/median.js';
import { note } from '../support/progress.js';
import type { Program } from '../support/program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import { initialize, startSidecar } from './bare-sidecar.js';
import { HelloWorld, peerName } from './hello-world.js';

const WARM_UPS = 2;
const ROUNDS = 15;

/** From the start of the process to the answer of initialize, and to the line of a hello-world. */
export const sidecarInitialize: Bench = {
  rows: { 'sidecar.initialize': 'ms' },
  measure: () => withTemporaryFolder(async (folder) => {
    const hello = HelloWorld.build(folder);
    note(`sidecar.initialize: ${ROUNDS} rounds of both`);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = -WARM_UPS; round < ROUNDS; round++) {
      const [a, b] = [await time(startSidecar, initialize), await time(() => hello.start(), (program) => program.line())];
      if (round < 0) continue;
      ours.push(a);
      theirs.push(b);
    }
    return [row('sidecar.initialize', 'ms', median(ours), median(theirs), peerName)];
  }),
};

async function time(start: () => Program, ready: (program: Program) => Promise<unknown>): Promise<number> {
  const program = start();
  try {
    await ready(program);
    return performance.now() - program.started;
  } finally {
    await program.stop();
  }
}
