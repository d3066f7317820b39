import { setTimeout as wait } from 'node:timers/promises';
import type { Bench } from '../benches.js';
import { notMeasured, row } from '../row.js';
import { median } from '../support/median.js';
import { hasProc, residentMiB } from '../support/proc-files.js';
import { note } from '../support/progress.js';
import type { Program } from '../support/program.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import { initialize, startSidecar } from './bare-sidecar.js';
import { HelloWorld, peerName } from './hello-world.js';

const NAME = 'sidecar.idle-memory';
const UNIT = 'MiB';
const ROUNDS = 3;

/** Quiet is when the figure has moved by less than this for that long. */
const QUIET = { intervalMs: 250, samples: 12, withinMiB: 0.25, deadlineMs: 30_000 };

/** Memory in RAM of an initialized sidecar that nobody talks to, and of a hello-world that waits on stdin. */
export const sidecarIdleMemory: Bench = {
  rows: { [NAME]: UNIT },
  measure: async () => hasProc ? await withTemporaryFolder(async (folder) => {
    const hello = HelloWorld.build(folder);
    note(`${NAME}: ${ROUNDS} rounds of both`);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await idleMemory(startSidecar(), initialize));
      theirs.push(await idleMemory(hello.start(), (program) => program.line()));
    }
    return [row(NAME, UNIT, median(ours), median(theirs), peerName)];
  }) : [notMeasured(NAME, UNIT, 'left out: needs /proc')],
};

async function idleMemory(program: Program, ready: (program: Program) => Promise<unknown>): Promise<number> {
  try {
    await ready(program);
    const samples: number[] = [];
    const deadline = performance.now() + QUIET.deadlineMs;
    while (performance.now() < deadline) {
      samples.push(residentMiB(program.pid));
      const last = samples.slice(-QUIET.samples);
      if (last.length === QUIET.samples && Math.max(...last) - Math.min(...last) < QUIET.withinMiB) break;
      await wait(QUIET.intervalMs);
    }
    return samples.at(-1)!;
  } finally {
    await program.stop();
  }
}
