import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../support/paths.js';
import type { Bench } from '../benches.js';
import { row, type Row } from '../row.js';
import { median } from '../support/median.js';
import { note } from '../support/progress.js';
import { plainReplSeconds } from './plain-repl.js';
import { pythonSource } from './python-source.js';
import { Random } from './random.js';
import { UploadBench } from './upload-bench.js';

const SIZE = 50 * 1024;
const BITS_PER_BYTE = 10; // with start and stop bit
const ROUNDS = 3;
/** As much as the original's boot.py and ota.py, whose time with other tools is known. */
const SCRIPTS_SIZE = 4_700;

type Files = Readonly<Record<string, Buffer>>;

const python: Files = { '/app.py': Buffer.from(pythonSource(SIZE)) };

function noise(): Files {
  const random = new Random(1);
  return { '/noise.bin': Buffer.from(Array.from({ length: SIZE }, () => random.below(256))) };
}

function deviceScripts(): Files {
  const [boot, ota] = ['boot.py', 'ota.py'].map((name) => readFileSync(path.join(root, 'server/device', name))) as [Buffer, Buffer];
  return { '/boot.py': boot, '/ota.py': ota.subarray(0, SCRIPTS_SIZE - boot.length) };
}

/** What uploads take that find nothing on the board, and one that finds all of it. */
function uploadsAt(baud: number, suffix: string): Bench {
  const names = {
    python: `upload.python-50k${suffix}`, random: `upload.random-50k${suffix}`, scripts: `upload.device-scripts${suffix}`, unchanged: `upload.unchanged${suffix}`,
  };
  return {
    rows: { [names.python]: 'B/s', [names.random]: 'B/s', [names.scripts]: 's', [names.unchanged]: 's' },
    measure: (wanted) => UploadBench.run(baud, async (bench) => {
      const rows: Row[] = [];
      for (const [name, files] of [[names.python, python], [names.random, noise()]] as const) {
        if (!wanted.includes(name)) continue;
        const seconds = await rounds(name, async () => (await fresh(bench, files)).seconds);
        rows.push(row(name, 'B/s', SIZE / seconds, baud / BITS_PER_BYTE, 'the wire'));
      }
      const scripts = deviceScripts();
      if (wanted.includes(names.scripts)) {
        const seconds = await rounds(names.scripts, async () => (await fresh(bench, scripts)).seconds);
        const peer = await rounds(`${names.scripts}, the peer`, () => plainReplSeconds(bench.board.consolePort, scripts));
        rows.push(row(names.scripts, 's', seconds, peer, 'writes of 256 bytes through the raw REPL'));
      }
      if (wanted.includes(names.unchanged)) {
        await bench.put(scripts);
        rows.push(row(names.unchanged, 's', await rounds(names.unchanged, async () => (await bench.put(scripts)).afterEntering), null, 'none'));
      }
      return rows;
    }),
  };
}

function fresh(bench: UploadBench, files: Files): ReturnType<UploadBench['put']> {
  bench.remove(files);
  return bench.put(files);
}

async function rounds(name: string, measure: () => Promise<number>): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) seconds.push(await measure());
  note(`${name}: ${seconds.map((one) => one.toFixed(3)).join(', ')} s`);
  return median(seconds);
}

export const uploads = uploadsAt(115_200, '');
export const fastUploads = uploadsAt(921_600, '-921600');
