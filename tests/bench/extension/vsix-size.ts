import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../support/paths.js';
import type { Bench } from '../benches.js';
import { row } from '../row.js';
import { note } from '../support/progress.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const TARGETS = ['linux-x64', 'win32-x64', 'portable'];
const UNIT = 'MiB';
const name = (target: string): string => (target === 'linux-x64' ? 'vsix.size' : `vsix.size-${target}`);

/** What a person downloads, as `npm run package` makes it. */
export const vsixSize: Bench = {
  rows: Object.fromEntries(TARGETS.map((target) => [name(target), UNIT])),
  measure: (wanted) => withTemporaryFolder(async (folder) => TARGETS.filter((target) => wanted.includes(name(target))).map((target) => {
    note(`${name(target)}: packaging`);
    return row(name(target), UNIT, statSync(packaged(target, folder)).size / 2 ** 20, null, 'none');
  })),
};

/** The path of the .vsix. */
function packaged(target: string, folder: string): string {
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath, [path.join(root, 'extension/build/package.mjs'), '--target', target, '--out', folder], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw error ?? new Error(`npm run package -- --target ${target} failed:\n${stderr}`);
  return stdout.trimEnd().split('\n').at(-1)!;
}
