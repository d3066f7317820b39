// What the build scripts share. Plain JavaScript without dependencies, since it runs before there are any.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A program of node_modules, as an argument of Node. */
export const nodeModule = (file) => path.join(root, 'node_modules', file);

/** Runs a program in the project's root, with its output on stderr; where it fails, says which one and ends this process. */
export function run(command, args, options = {}) {
  // npm is a script on Windows.
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell, ...options });
  if (status !== 0) {
    const why = error?.code === 'ENOENT' ? 'is not installed or not on PATH' : `failed (${status ?? signal})`;
    console.error(`\n${[command, ...args].join(' ')} ${why}`);
    process.exit(1);
  }
}

/** Installs what package-lock.json names, unless that was done. */
export function installPackages() {
  const installed = nodeModule('.package-lock.json');
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(path.join(root, 'package-lock.json')).mtimeMs) {
    run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  }
}
