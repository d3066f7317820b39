// Runs end-to-end tests by hand: node tests/e2e/run.mjs [--quick] [NAME…]
// NAME is a part of a file's name. --quick leaves the sidecar as it was installed last, and takes the rest as it is now.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { install, refresh } from './install.mjs';
import { prepare } from './prepare.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const compiled = path.resolve(here, '../out/e2e');

const names = process.argv.slice(2).filter((argument) => argument !== '--quick');
const reason = prepare();
if (reason !== undefined) {
  console.error(`The end-to-end tests cannot run here: ${reason}`);
  process.exit(1);
}
try {
  (process.argv.includes('--quick') ? refresh : install)();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
start('../../node_modules/typescript/bin/tsc', '-p', '.');
const files = readdirSync(compiled)
  .filter((file) => file.endsWith('.test.js') && (names.length === 0 || names.some((name) => file.includes(name))))
  .map((file) => path.join(compiled, file));
start('--test', '--test-concurrency=1', '--test-reporter=spec', ...files);

/** Runs Node to its end, and ends with it where it fails. */
function start(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: here, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}
