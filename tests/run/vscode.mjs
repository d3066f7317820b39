// `npm run vscode`: the extension in an editor, beside a simulated board, to be tried by hand until Ctrl-C.
// VS Code where `code` is on PATH, else code-server for the browser. Arguments: --browser (code-server in any case),
// --locale ja (code-server only), --check (starts everything, waits for the editor's answer, and ends).
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { prepare } from '../e2e/prepare.mjs';
import { configuration, root, run, setup } from './setup.mjs';

const network = { ssid: 'otatools-demo', psk: 'correct horse battery' };
const { values: options } = parseArgs({
  options: { browser: { type: 'boolean' }, check: { type: 'boolean' }, locale: { type: 'string', default: 'en' } },
});
const compiled = (file) => import(pathToFileURL(path.join(root, 'tests/out', file)).href);

/** What is put away at the end, the last first. */
const cleanups = [];
const interrupted = new Promise((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.on(signal, resolve)));

setup({ project: 'server/OtaTools.Server' });
run(process.execPath, ['extension/build/bundle.mjs']);
try {
  await start();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  for (const cleanup of cleanups.reverse()) {
    await cleanup();
  }
}
// The board's worker threads may still be on their way out.
process.exit();

async function start() {
  const { chooseImages } = await compiled('demo/images.js');
  const { from, to } = chooseImages({});
  const folder = temporaryFolder('otatools-sample-');
  const device = await startBoard(from);
  makeWorkspace(folder, to, device);
  const editor = hasDesktopEditor() ? openOnDesktop(folder) : await openInBrowser(folder);
  console.log(`
OTA Tools in ${editor}

  The folder          ${folder}: OTA/${path.basename(to)}
  A simulated board   ${device}, running ${path.basename(from)}
  Its Wi-Fi           ${network.ssid}
  Password            ${network.psk}

Try, from the command palette (F1):
  OTA Tools: Update Device Now      everything in one go
  OTA Tools: Show Device Console    what the board prints
  OTA Tools: Reset Device           nothing is downloaded the second time
  OTA Tools: Get Started            step by step
`);
  if (!options.check) {
    console.log('Ctrl-C ends the board and removes the folder.');
    await interrupted;
  }
}

/** @returns {Promise<string>} The device's address. */
async function startBoard(image) {
  const { SimulatedBoard } = await import('@otatools/simulator');
  const board = await SimulatedBoard.start({ image, networks: [network] });
  cleanups.push(() => board.close());
  return `socket://127.0.0.1:${board.consolePort}`;
}

function makeWorkspace(folder, image, device) {
  mkdirSync(path.join(folder, 'OTA'));
  copyFileSync(image, path.join(folder, 'OTA', path.basename(image)));
  mkdirSync(path.join(folder, '.vscode'));
  writeFileSync(path.join(folder, '.vscode/settings.json'), `${JSON.stringify({ 'otaTools.device': device }, null, 2)}\n`);
}

/** Runs it, too: as root on Linux, VS Code refuses. */
function hasDesktopEditor() {
  return !options.browser && code('ignore', '--version').status === 0;
}

function openOnDesktop(folder) {
  if (!options.check) {
    code('inherit', `--extensionDevelopmentPath=${root}`, '--new-window', folder);
  }
  return 'a new window of Visual Studio Code';
}

function code(stdio, ...args) {
  // It is a script on Windows.
  return spawnSync('code', args, { stdio, shell: process.platform === 'win32' });
}

/** Serves an editor with the extension as it lies here; it finds dotnet and the sidecar's build. */
async function openInBrowser(folder) {
  const reason = prepare({ browser: false });
  if (reason !== undefined) {
    throw new Error(`There is no \`code\` on PATH that runs, and code-server cannot be used here: ${reason}\n`
      + 'Install Visual Studio Code with its `code` command, or open this folder in it and press F5.');
  }
  run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tests/e2e']);
  const extensions = temporaryFolder('otatools-extensions-');
  symlinkSync(root, path.join(extensions, 'otatools.otatools'));
  const { CodeServer } = await compiled('e2e/support/code-server.js');
  const server = await CodeServer.start({
    extensions,
    locale: options.locale,
    env: { PATH: process.env.PATH },
    machineSettings: { 'otaTools.serverPath': path.join(root, `server/OtaTools.Server/bin/${configuration}/net10.0/OtaTools.Server.dll`) },
  });
  cleanups.push(() => server.stop());
  return `Visual Studio Code for the browser: open ${server.address(folder)}`;
}

function temporaryFolder(prefix) {
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
