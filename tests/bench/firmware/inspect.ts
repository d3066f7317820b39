import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildAppImage } from '@otatools/simulator';
import { Sidecar } from '../../support/sidecar.js';
import type { Bench } from '../benches.js';
import { type Row, row } from '../row.js';
import { median } from '../support/median.js';
import { note } from '../support/progress.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const WARM_UPS = 5;
const ROUNDS = 25;
const SIZES: Readonly<Record<string, number>> = { 'inspect.1m5': 1.5 * 2 ** 20, 'inspect.16m': 16 * 2 ** 20 };

/** A file's whole verdict from a running sidecar, and the time in which `sha256sum` says less of it. */
export const inspectFiles: Bench = {
  rows: { 'inspect.1m5': 'ms', 'inspect.16m': 'ms' },
  measure: (wanted) => withTemporaryFolder(async (folder) => {
    const sidecar = await Sidecar.start();
    const rows: Row[] = [];
    try {
      for (const name of wanted) {
        note(`${name}: ${ROUNDS} rounds of both`);
        const file = path.join(folder, `${name}.app-bin`);
        writeFileSync(file, buildAppImage({ size: SIZES[name]! }));
        rows.push(await compare(name, sidecar, file));
      }
    } finally {
      await sidecar.stop();
    }
    return rows;
  }),
};

async function compare(name: string, sidecar: Sidecar, file: string): Promise<Row> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    const mine = await time(async () => {
      const { usable } = await sidecar.request<{ usable: boolean }>('otatools/firmware/inspect', { path: file });
      if (!usable) throw new Error(`${name}: the image was refused`);
    });
    const peer = await time(() => sha256sum(file));
    if (round < 0) continue;
    ours.push(mine);
    theirs.push(peer);
  }
  return row(name, 'ms', median(ours), median(theirs), '`sha256sum` of the same file, its start included');
}

async function sha256sum(file: string): Promise<void> {
  const [command, ...args] = process.platform === 'darwin' ? ['shasum', '-a', '256'] : ['sha256sum'];
  const [code] = (await once(spawn(command!, [...args, file], { stdio: 'ignore' }), 'exit')) as [number];
  if (code !== 0) throw new Error(`sha256sum ended with ${code}`);
}

async function time(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
