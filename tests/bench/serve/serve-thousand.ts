import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildAppImage } from '@otatools/simulator';
import type { Bench } from '../benches.js';
import { notMeasured, row, type Row } from '../row.js';
import { cpuSeconds, hasProc, peakResidentMiB } from '../support/proc-files.js';
import { note } from '../support/progress.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import { buildBoards, COUNT, download } from './boards.js';
import { findNginx, nginxIn } from './nginx.js';
import { startOurs, startPython, type StartServer } from './server.js';

const FAILED = 'serve.failed-1000';
const CPU = 'serve.cpu-1000';
const MEMORY = 'serve.memory-1000';
const units: Readonly<Record<string, string>> = { [FAILED]: 'boards', [CPU]: 'CPU s', [MEMORY]: 'MiB' };

/** As large as MicroPython v1.26.0 for the ESP32. */
const IMAGE_SIZE = 1_447_440;
const IMAGE_NAME = 'ESP32_GENERIC-OTA-20250809-v1.26.0.app-bin';

const PYTHON = 'python3 -m http.server';

interface Figures {
  failed: number;
  cpu: number | null;
  memory: number | null;
}

/** A workshop's worth of boards that all update at once; one run of each server gives its figures for all three rows. */
export const serveThousand: Bench = {
  rows: units,
  measure: (wanted) => withTemporaryFolder(async (folder) => {
    buildBoards();
    const image = buildAppImage({ size: IMAGE_SIZE });
    const root = path.join(folder, 'root');
    mkdirSync(root);
    writeFileSync(path.join(root, IMAGE_NAME), image);
    const run = (name: string, start: StartServer): Promise<Figures> => measureServer(name, start, root, image);

    const nginx = (wanted.includes(CPU) || wanted.includes(MEMORY)) && hasProc ? findNginx() : null;
    const ours = await run('ours', startOurs);
    const theirs = nginx === null ? null : await run('nginx', nginxIn(nginx, folder));
    const python = wanted.includes(FAILED) ? await run(PYTHON, startPython).catch(noPython) : null;

    const failed = row(FAILED, units[FAILED]!, ours.failed, python?.failed ?? null, python ? PYTHON : 'no python3 here');
    const beside = (name: string, own: number | null, peer: number | null): Row =>
      own === null ? notMeasured(name, units[name]!, 'left out: needs /proc')
        : row(name, units[name]!, own, peer, theirs === null ? 'nginx cannot be had here' : nginxName(theirs));
    return [failed, beside(CPU, ours.cpu, theirs?.cpu ?? null), beside(MEMORY, ours.memory, theirs?.memory ?? null)]
      .filter((result) => wanted.includes(result.bench));
  }),
};

function noPython(error: Error): null {
  note(`${PYTHON}: ${error.message}`);
  return null;
}

/** Its figures mean little where it did not do the work. */
function nginxName({ failed }: Figures): string {
  return failed === 0 ? 'nginx' : `nginx (${failed} boards failed)`;
}

async function measureServer(name: string, start: StartServer, root: string, image: Buffer): Promise<Figures> {
  const { program, port } = await start(root);
  try {
    const before = hasProc ? cpuSeconds(program.pid) : 0;
    const { failed, seconds, causes } = await download(port, `/${IMAGE_NAME}`, image);
    const figures = {
      failed,
      cpu: hasProc ? cpuSeconds(program.pid) - before : null,
      memory: hasProc ? peakResidentMiB(program.pid) : null,
    };
    note(`${name}: ${COUNT - failed} of ${COUNT} boards in ${seconds.toFixed(1)} s, `
      + `${figures.cpu?.toFixed(1) ?? '?'} CPU s, ${figures.memory?.toFixed(0) ?? '?'} MiB ${failed > 0 ? JSON.stringify(causes) : ''}`);
    return figures;
  } finally {
    await program.stop();
  }
}
