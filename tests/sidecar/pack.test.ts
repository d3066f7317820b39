// pack: the smaller forms of an image, as files beside it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { buildAppImage } from '@otatools/simulator';
import { otatools, resultOf } from './support/command-line.js';
import { temporaryFolder } from './support/folder.js';

const timeout = 60_000;
const old = buildAppImage({ version: 'v1.25.0', date: '2025-04-15', size: 60_000, seed: 3 });
const next = buildAppImage({ version: 'v1.26.0', date: '2025-08-09', size: 60_000, seed: 3 });
const identityOf = (image: Buffer): string => image.subarray(0xb0, 0xb8).toString('hex');

function folderOf(...args: Parameters<typeof temporaryFolder>): { folder: string; before: string; after: string } {
  const folder = temporaryFolder(...args);
  const [before, after] = [path.join(folder, 'old.app-bin'), path.join(folder, 'new.app-bin')];
  writeFileSync(before, old);
  writeFileSync(after, next);
  return { folder, before, after };
}

test('pack writes both forms under the names that boards ask for, and tells their sizes', { timeout }, async (t) => {
  const { folder, before, after } = folderOf(t);
  const { code, stdout, stderr } = await otatools(t, ['pack', after, '--base', before]);
  assert.deepEqual([code, stderr], [0, '']);
  const names = ['new.app-bin.pack', `new.app-bin.from-${identityOf(old)}.pack`];
  assert.deepEqual(readdirSync(folder).sort(), ['new.app-bin', 'old.app-bin', ...names].sort());
  const lines = stdout.trimEnd().split(/\r?\n/);
  for (const [i, name] of names.entries()) {
    const size = readFileSync(path.join(folder, name)).length;
    assert.equal(lines[i], `${path.join(folder, name)}: ${size.toLocaleString('en')} bytes, ${((100 * size) / next.length).toFixed(1)} % of the image`);
  }
});

test('pack tells scripts what it wrote, in the folder that they name', { timeout }, async (t) => {
  const { folder, before, after } = folderOf(t);
  const run = await otatools(t, ['pack', after, '--base', before, '--output', path.join(folder, 'made/here'), '--json']);
  const { packs } = resultOf<{ packs: { path: string; base: string | null; bytes: number; imageBytes: number }[] }>(run);
  assert.deepEqual(packs.map((pack) => [path.dirname(pack.path), pack.base, pack.imageBytes]), [
    [path.join(folder, 'made/here'), null, next.length], [path.join(folder, 'made/here'), before, next.length],
  ]);
  for (const pack of packs) {
    assert.equal(readFileSync(pack.path).length, pack.bytes);
  }
});

test('pack refuses what no board could take, and leaves nothing behind', { timeout }, async (t) => {
  const { folder, before, after } = folderOf(t);
  const page = path.join(folder, 'page.app-bin');
  writeFileSync(page, '<html>');
  const files = readdirSync(folder);
  for (const args of [[page], [after, '--base', page], [after, '--base', after], [path.join(folder, 'none')]]) {
    const { code, stderr } = await otatools(t, ['pack', ...args]);
    assert.equal(code, 5, args.join(' '));
    assert.match(stderr, /page\.app-bin|same build|none/);
  }
  assert.deepEqual(readdirSync(folder), files);
  assert.equal((await otatools(t, ['pack'])).code, 2);
  assert.ok(before);
});
