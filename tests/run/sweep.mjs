// `npm run sweep [-- NAME…]`: the fault suite of the board's scripts in full, and one table of all of it. Names choose files.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { root, setup } from './setup.mjs';

setup({ project: 'server/OtaTools.Server' });
const folder = path.join(root, 'tests/out/device/faults');
const chosen = process.argv.slice(2);
const files = readdirSync(folder).filter((file) => file.endsWith('.test.js') && (chosen.length === 0 || chosen.some((name) => file.startsWith(name))));
if (files.length === 0) {
  console.error(`There are: ${readdirSync(folder).filter((file) => file.endsWith('.test.js')).map((file) => file.replace('.test.js', '')).join(', ')}.`);
  process.exit(2);
}

const results = mkdtempSync(path.join(tmpdir(), 'otatools-sweep-'));
const table = path.join(results, 'table');
writeFileSync(table, '');
const { status } = spawnSync(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files.map((file) => path.join(folder, file))], {
  cwd: root, stdio: 'inherit', env: { ...process.env, OTATOOLS_SWEEP: '1', OTATOOLS_SWEEP_TABLE: table },
});
console.log(`\n${readFileSync(table, 'utf8')}`);
rmSync(results, { recursive: true, force: true });
process.exitCode = status ?? 1;
