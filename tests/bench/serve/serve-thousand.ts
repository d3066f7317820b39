import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildAppImage } from '@otatools/simulator';
import type { Bench } from '../benches.js';
import { notMeasured, row, type Row, withOthers } from '../row.js';
import { note } from '../support/progress.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import { buildBoards, RATE } from './boards.js';
import { type Figures, measureServer } from './figures.js';
import { findNginx, nginxIn } from './nginx.js';
import { startOurs, startPython, type StartServer } from './server.js';

const FAILED = 'serve.failed-1000';
const CPU = 'serve.cpu-1000';
const MEMORY = 'serve.memory-1000';
const THROUGHPUT = 'serve.throughput-200';
const units: Readonly<Record<string, string>> = { [FAILED]: 'boards', [CPU]: 'CPU s', [MEMORY]: 'MiB', [THROUGHPUT]: 'of ideal' };
const CROWD = 1000;
const SOME = 200;

/** As large as MicroPython v1.26.0 for the ESP32. */
const IMAGE_SIZE = 1_447_440;
const IMAGE_NAME = 'ESP32_GENERIC-OTA-20250809-v1.26.0.app-bin';
/** What one board needs that nobody holds up. */
const IDEAL_SECONDS = IMAGE_SIZE / RATE;

const NGINX = 'nginx';
const PYTHON = 'python3 -m http.server';

interface Servers {
  ours: Figures;
  /** Null where it cannot be had. */
  nginx: Figures | null;
  python: Figures | null;
}

/** A workshop's worth of boards that all update at once, and a fifth of them: one run of each server for each gives the figures of all rows. */
export const serveThousand: Bench = {
  rows: units,
  measure: (wanted) => withTemporaryFolder(async (folder) => {
    buildBoards();
    const image = buildAppImage({ size: IMAGE_SIZE });
    const root = path.join(folder, 'root');
    mkdirSync(root);
    writeFileSync(path.join(root, IMAGE_NAME), image);
    const nginx = findNginx();
    const all = async (count: number): Promise<Servers> => {
      const run = (name: string, start: StartServer): Promise<Figures> => measureServer(name, start, root, `/${IMAGE_NAME}`, image, count);
      return {
        ours: await run('ours', startOurs),
        nginx: nginx === null ? null : await run(NGINX, nginxIn(nginx, folder)),
        python: await run(PYTHON, startPython).catch(noPython),
      };
    };
    const rows: Row[] = [];
    if ([FAILED, CPU, MEMORY].some((name) => wanted.includes(name))) rows.push(...crowdRows(await all(CROWD)));
    if (wanted.includes(THROUGHPUT)) rows.push(throughput(await all(SOME)));
    return rows.filter((result) => wanted.includes(result.bench));
  }),
};

function crowdRows({ ours, nginx, python }: Servers): Row[] {
  const failed = row(FAILED, units[FAILED]!, ours.failed, python?.failed ?? null, python ? PYTHON : 'no python3 here');
  const beside = (name: string, of: (figures: Figures) => number | null): Row => {
    const own = of(ours);
    if (own === null) return notMeasured(name, units[name]!, 'left out: needs /proc');
    return withOthers(row(name, units[name]!, own, nginx && of(nginx), peerName(NGINX, nginx)), other(python, of));
  };
  return [
    withOthers(failed, nginx ? { [NGINX]: nginx.failed } : {}),
    beside(CPU, ({ cpu }) => cpu),
    beside(MEMORY, ({ memory }) => memory),
  ];
}

/** How much longer than by itself a board takes beside 199 others; those that failed are not in it. */
function throughput({ ours, nginx, python }: Servers): Row {
  const slowdown = ({ seconds }: Figures): number => seconds / IDEAL_SECONDS;
  const result = row(THROUGHPUT, units[THROUGHPUT]!, slowdown(ours), nginx && slowdown(nginx), peerName(NGINX, nginx));
  return withOthers(result, other(python, slowdown));
}

/** Its figures mean little where it did not do the work: that is said with them. */
function peerName(name: string, figures: Figures | null): string {
  if (figures === null) return `${name} cannot be had here`;
  return figures.failed === 0 ? name : `${name} (${figures.failed} boards failed)`;
}

function other(python: Figures | null, of: (figures: Figures) => number | null): Record<string, number> {
  const value = python && of(python);
  return value === null ? {} : { [peerName(PYTHON, python)]: value };
}

function noPython(error: Error): null {
  note(`${PYTHON}: ${error.message}`);
  return null;
}

