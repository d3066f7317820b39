import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root, run } from './project.mjs';
import { page } from './readme.mjs';
import { publishSidecar } from './sidecar.mjs';

/** What goes into the package as it lies here; the bundle, the sidecar and the page are made for it. */
const copied = ['package.json', 'package.nls.json', 'package.nls.ja.json', 'README.ja.md', 'CHANGELOG.md', 'LICENSE', 'extension/l10n', 'extension/media', 'extension/schemas'];
/** The drawing of icon.png, and what only the README in the repository shows. */
const leftOut = ['extension/media/icon.svg', 'extension/media/screenshots'].map((name) => path.join(root, name));

/**
 * Puts the extension for one target together, apart from the folders that people and tests work in.
 * @param runtime .NET's runtime identifier, or undefined for a portable one.
 * @returns {string} The folder.
 */
export function stage(target, runtime) {
  const folder = path.join(root, 'artifacts/stage', target);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of copied) {
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true, filter: (file) => !leftOut.includes(file) });
  }
  writeFileSync(path.join(folder, 'README.md'), page());
  writeFileSync(path.join(folder, '.vscodeignore'), '# All that is here is wanted.\n');
  run(process.execPath, ['extension/build/bundle.mjs', '--production', '--out', path.join(folder, 'extension/dist')]);
  publishSidecar(runtime, path.join(folder, 'extension/sidecar'));
  return folder;
}
