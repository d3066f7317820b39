import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../support/paths.js';
import type { Bench } from '../benches.js';
import { notMeasured, type Row, row } from '../row.js';
import { median } from '../support/median.js';
import { note } from '../support/progress.js';

const ROUNDS = 7;
/** An extension of the editor's own, which is activated in every window. */
const PEER = 'Git';

/** What of tests/e2e/bench is used here; it is compiled apart, beside the editor's packages. */
interface MeasuredEditor {
  activation(names: readonly string[]): Promise<number[]>;
  consolePanel(): Promise<{ seconds: number; lostLines: number }>;
  stop(): Promise<void>;
}

/** In a real VS Code: the extension's activation in VS Code's own measure, and a fast board's console in the panel. */
export const editor: Bench = {
  rows: { 'extension.activate': 'ms', 'console.panel': 's', 'console.panel-lost': 'lines' },
  async measure(wanted) {
    const reason = await prepareEditor();
    if (reason !== undefined) {
      return wanted.map((name) => notMeasured(name, this.rows[name]!, reason));
    }
    const { MeasuredEditor } = (await import(pathToFileURL(path.join(root, 'tests/out/e2e/bench/editor.js')).href)) as {
      MeasuredEditor: { start(): Promise<MeasuredEditor> };
    };
    const measured = await MeasuredEditor.start();
    try {
      return [...(wanted.includes('extension.activate') ? [await activation(measured)] : []), ...(wanted.some((name) => name.startsWith('console')) ? await panel(measured) : [])];
    } finally {
      await measured.stop();
    }
  },
};

async function activation(measured: MeasuredEditor): Promise<Row> {
  note(`extension.activate: ${ROUNDS} new windows after one to warm up`);
  const times: number[][] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const both = await measured.activation(['OtaTools', PEER]);
    if (round >= 0) times.push(both);
  }
  return row('extension.activate', 'ms', median(times.map(([ours]) => ours!)), median(times.map(([, theirs]) => theirs!)), `VS Code's own ${PEER}`);
}

async function panel(measured: MeasuredEditor): Promise<Row[]> {
  note('console.panel: a megabyte at 100 KB/s');
  const { seconds, lostLines } = await measured.consolePanel();
  return [row('console.panel', 's', seconds, 10, 'the time in which it comes'), row('console.panel-lost', 'lines', lostLines, null, 'of 20,000')];
}

/** Sets up as the e2e tests do, and compiles what is measured with. @returns Why it cannot be. */
async function prepareEditor(): Promise<string | undefined> {
  const load = (file: string): Promise<Record<string, () => string | undefined>> => import(pathToFileURL(path.join(root, file)).href);
  const reason = (await load('tests/e2e/prepare.mjs')).prepare!();
  if (reason === undefined) {
    (await load('tests/e2e/install.mjs')).install!();
    spawnSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tests/e2e'], { cwd: root, stdio: ['ignore', 2, 2] });
  }
  return reason;
}
