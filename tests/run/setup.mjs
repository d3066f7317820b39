// Brings a fresh clone to the point where everything runs: npm packages, the .NET build, the TypeScript of tests/.
// Plain JavaScript without dependencies, since it runs before there are any. What it prints goes to stderr.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const configuration = 'Release';

/** Runs a program to its end; on failure says which and ends this process. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    // npm is a script on Windows.
    shell: process.platform === 'win32',
    ...options,
  });
  if (result.status !== 0) {
    const why = result.error?.code === 'ENOENT' ? 'is not installed or not on PATH' : `failed (${result.status ?? result.signal})`;
    console.error(`\n${command} ${args.join(' ')} ${why}`);
    process.exit(1);
  }
}

function installPackages() {
  const installed = path.join(root, 'node_modules/.package-lock.json');
  const wanted = path.join(root, 'package-lock.json');
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  }
}

/** @param {{ project: string }} what The solution, or the one project that is needed. */
export function setup({ project }) {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    console.error(`Node 20 or newer is needed; this is ${process.version}.`);
    process.exit(1);
  }
  installPackages();
  run('dotnet', ['build', project, '--configuration', configuration, '--nologo', '--verbosity', 'quiet', '-p:WarningLevel=0']);
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  run(process.execPath, [tsc, '-p', 'tests/simulator']);
  run(process.execPath, [tsc, '-p', 'tests']);
}
