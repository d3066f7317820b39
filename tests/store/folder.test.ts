// Publishing into a folder that a web server offers: the same rules, without a store.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, watch } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../sidecar/support/folder.js';
import { inFull, tellRow } from '../support/sampling.js';
import { parsePointer } from './support/polling-board.js';
import { images, NAME, Publishing } from './support/publishing.js';

const options = { timeout: 180_000 };
const ours = (folder: string): string[] => (readdirSync(folder, { recursive: true }) as string[]).filter((name) => !path.basename(name).startsWith('.')).sort();

/** What a board would get right now: the version, or a fault. */
function look(folder: string): string {
  const pointer = parsePointer(readFileSync(path.join(folder, `${NAME}.release`)));
  const image = path.join(folder, pointer.url);
  assert.equal(createHash('sha256').update(readFileSync(image)).digest('hex'), pointer.sha256, 'a mix');
  for (const name of [...(pointer.packed ? ['.pack'] : []), ...pointer.deltas.map((identity) => `.from-${identity}.pack`)]) {
    assert.ok(existsSync(image + name), name);
  }
  return pointer.version;
}

test('a folder gets the same files, readable by everybody whatever the umask', options, async (t) => {
  const files = images(t);
  const folder = path.join(temporaryFolder(t), 'www/firmware');
  const store = new Publishing(t, [folder], { ...process.env });
  const before = process.umask(0o077);
  t.after(() => process.umask(before));
  await store.published(files.old);
  const { plan, readability } = await store.published(files.next);
  assert.equal(readability, 'unknown');
  assert.equal(plan.firmwareUrl, null);
  assert.equal(look(folder), 'v1.27.0');
  for (const name of ['', ...ours(folder)]) {
    const { mode } = statSync(path.join(folder, name));
    assert.equal(mode & 0o044, 0o044, name);
  }
  assert.equal((await store.published(files.next)).plan.isDone, true);
});

test('a link below the folder is not followed, and what is no pointer is not overwritten', { ...options, skip: process.platform === 'win32' }, async (t) => {
  const files = images(t);
  const folder = temporaryFolder(t);
  const elsewhere = temporaryFolder(t);
  symlinkSync(elsewhere, path.join(folder, 'releases'));
  const store = new Publishing(t, [folder]);
  await store.refused('StoreFolderFailed', /is a link/, 'publish', files.old, '--name', NAME);
  assert.deepEqual(readdirSync(elsewhere), []);
});

test('a publisher that is killed at any change of the folder leaves the old release or the new one, and repeating it completes', { timeout: inFull ? 900_000 : 180_000, skip: process.platform !== 'linux' }, async (t) => {
  const files = images(t);
  const whole = temporaryFolder(t);
  await new Publishing(t, [whole]).published(files.old);
  const count = await killedAt(whole, Infinity);
  const expected = ours(whole);
  assert.equal(look(whole), 'v1.27.0');
  const chosen = inFull ? Array.from({ length: count }, (_, index) => index + 1) : [1, Math.floor(count / 2), count - 1];
  for (const at of chosen) {
    const folder = temporaryFolder(t);
    const store = new Publishing(t, [folder]);
    await store.published(files.old);
    await killedAt(folder, at);
    assert.match(look(folder), /^v1\.2[67]\.0$/, `killed at change ${at}`);
    await store.published(files.next);
    assert.equal(look(folder), 'v1.27.0');
    assert.deepEqual(ours(folder), expected, `killed at change ${at}`);
  }
  tellRow(t, `publishing to a folder, killed at ${chosen.length} of ${count} changes: the old release or the new one at each, and complete when repeated`);

  /** Publishes, and kills it at so many changes; how many there were. */
  async function killedAt(folder: string, most: number): Promise<number> {
    let changes = 0;
    mkdirSync(path.join(folder, 'releases'), { recursive: true });
    const run = new Publishing(t, [folder]).publish(files.next);
    const watches = [folder, path.join(folder, 'releases')].map((watched) => watch(watched, () => {
      if (++changes >= most) run.child.kill('SIGKILL');
    }));
    await run.finished;
    watches.forEach((one) => one.close());
    return changes;
  }
});
