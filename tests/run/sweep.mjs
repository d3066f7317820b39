// `npm run sweep [-- NAME…]`: the fault suites in full, of the board's scripts, of its link and of publishing, and one table of all of it. Names choose files.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { configuration, root, setup } from './setup.mjs';

const FOLDERS = ['tests/out/device/faults', 'tests/out/link', 'tests/out/store'];
/** Files of folders that are no sweep as a whole. */
const FILES = ['tests/out/sidecar/connection.test.js', 'tests/out/sidecar/load.test.js'];
/**
 * Parts of a test project, and no files of their own: the parsers of Core, fed with transcripts and chance; the reader of firmware files, with damaged ones; the language
 * features, with half-typed text; the catalogue, with changes at random; the server of firmware, with hostile requests; rollouts, after any history, and
 * the formulas on scale.
 */
const PARTS = {
  transcripts: 'Device.Transcripts', images: 'Firmware.Images', language: 'Language.AnyText', catalogue: 'Firmware.Catalog.CatalogueStress', requests: 'Serving.Hostile',
  rollout: 'Tests.Fleet',
};

setup({ project: 'OtaTools.sln' });
const listed = FOLDERS.flatMap((folder) => readdirSync(path.join(root, folder)).filter((file) => file.endsWith('.test.js')).map((file) => `${folder}/${file}`));
const suites = [...listed, ...FILES].map((listedFile) => {
  const folder = path.dirname(listedFile);
  const file = path.basename(listedFile);
  const name = file.replace('.test.js', '');
  return { file: path.join(root, folder, file), name, fullName: `${path.basename(folder)}/${name}` };
});
const wanted = process.argv.slice(2);
const isChosen = (name) => wanted.length === 0 || wanted.some((start) => name.startsWith(start));
const files = suites.filter(({ name, fullName }) => isChosen(name) || isChosen(fullName)).map(({ file }) => file);
const parts = Object.entries(PARTS).filter(([name]) => isChosen(name));
if (files.length === 0 && parts.length === 0) {
  console.error(`There are: ${[...suites.map(({ fullName }) => fullName), ...Object.keys(PARTS)].join(', ')}.`);
  process.exit(2);
}

const results = mkdtempSync(path.join(tmpdir(), 'otatools-sweep-'));
const table = path.join(results, 'table');
writeFileSync(table, '');
const env = { ...process.env, OTATOOLS_SWEEP: '1', OTATOOLS_SWEEP_TABLE: table };
const run = (command, args) => spawnSync(command, args, { cwd: root, stdio: 'inherit', env }).status ?? 1;
const statuses = [];
if (files.length > 0) {
  statuses.push(run(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files]));
}
for (const [, part] of parts) {
  statuses.push(run('dotnet', ['test', 'tests/OtaTools.Core.Tests', '--no-build', '--configuration', configuration, '--nologo', '--filter', `FullyQualifiedName~${part}`]));
}
console.log(`\n${readFileSync(table, 'utf8')}`);
rmSync(results, { recursive: true, force: true });
process.exitCode = Math.max(...statuses);
