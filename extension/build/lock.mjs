import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './project.mjs';

const file = path.join(root, 'artifacts/packaging.pid');
const POLL_MS = 500;
const PATIENCE_MS = 15 * 60_000;

/** Makes this the only process that packages this checkout, until it ends: two would overwrite each other's files. */
export async function packageAlone() {
  mkdirSync(path.dirname(file), { recursive: true });
  const deadline = Date.now() + PATIENCE_MS;
  for (let told = false; !taken(); told = true) {
    if (Date.now() > deadline) {
      console.error(`Another process packages still. If that is not so, remove ${file} and try again.`);
      process.exit(1);
    }
    if (!told) console.error('Another process packages: waiting for its end.');
    await wait(POLL_MS);
  }
  process.on('exit', () => rmSync(file, { force: true }));
}

function taken() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!ownerLives()) rmSync(file, { force: true });
    return false;
  }
}

/** Signal 0 only asks whether there is such a process. */
function ownerLives() {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
