import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildAppImage } from '@otatools/simulator';
import { Sidecar } from '../../support/sidecar.js';
import type { Bench } from '../benches.js';
import { row } from '../row.js';
import { median } from '../support/median.js';
import { note } from '../support/progress.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const NAME = 'catalogue.5000';
const ROUNDS = 5;
const IMAGES = 5000;
const PER_FOLDER = 50;

interface Change {
  readonly files: readonly { readonly verdict?: { readonly usable: boolean } }[];
  readonly complete: boolean;
}

/** From the request to watch a folder with 5,000 images until all of them were judged and told, in a running sidecar; and `find` over that folder. */
export const catalogueOf5000: Bench = {
  rows: { [NAME]: 's' },
  measure: () => withTemporaryFolder(async (folder) => {
    note(`${NAME}: ${IMAGES} images, ${ROUNDS} rounds of both`);
    fill(folder);
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = -1; round < ROUNDS; round++) {
      const mine = await firstList(folder);
      const peer = await find(folder);
      if (round < 0) continue;
      ours.push(mine);
      theirs.push(peer);
    }
    return [row(NAME, 's', median(ours), median(theirs), '`find` over the same tree, its start included; it opens no file')];
  }),
};

/** Images of 16 KiB, as many other files beside them, and as many that are left alone. */
function fill(root: string): void {
  for (let i = 0; i < IMAGES; i++) {
    const part = String(Math.floor(i / PER_FOLDER));
    for (const folder of [path.join('firmware', part), path.join('node_modules', part)]) {
      mkdirSync(path.join(root, folder), { recursive: true });
      writeFileSync(path.join(root, folder, `${i}.js`), 'x');
    }
    writeFileSync(path.join(root, 'firmware', part, `${i}.app-bin`), buildAppImage({ size: 16 * 1024, seed: i }));
  }
}

/** A process of its own each time: a folder that is known already costs nothing. */
async function firstList(root: string): Promise<number> {
  const sidecar = await Sidecar.start();
  try {
    await sidecar.request('otatools/firmware/list', { root: path.join(root, 'firmware/0') }); // the code is compiled
    let usable = 0;
    const listed = new Promise<void>((resolve) => sidecar.on<Change>('otatools/firmware/catalogue', ({ files, complete }) => {
      usable += files.filter((file) => file.verdict?.usable).length;
      if (complete) resolve();
    }));
    const start = performance.now();
    await sidecar.request('otatools/firmware/watch', { root });
    await listed;
    const seconds = (performance.now() - start) / 1000;
    if (usable !== IMAGES) throw new Error(`${usable} of ${IMAGES} images were found`);
    return seconds;
  } finally {
    await sidecar.stop();
  }
}

async function find(root: string): Promise<number> {
  const start = performance.now();
  const [code] = (await once(spawn('find', [root, '-type', 'f'], { stdio: 'ignore' }), 'exit')) as [number];
  if (code !== 0) throw new Error(`find ended with ${code}`);
  return (performance.now() - start) / 1000;
}
