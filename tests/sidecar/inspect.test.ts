// inspect: what a file is, to people and to scripts.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { buildAppImage, buildFullFlash } from '@otatools/simulator';
import { real, withoutRealFirmware } from '../support/paths.js';
import { deviceOf, startBoard } from './support/board.js';
import { otatools, resultOf } from './support/command-line.js';
import { imageFile, temporaryFolder } from './support/folder.js';

const timeout = 60_000;

interface InspectedFile {
  readonly file: string;
  readonly usable: boolean;
  readonly why: string | null;
  readonly image: {
    readonly kind: string;
    readonly length: number;
    readonly chip: string | null;
    readonly sha256: string | null;
    readonly microPython: { readonly version: string; readonly board: string | null } | null;
  } | null;
  readonly verdict: { readonly title: string; readonly findings: { readonly code: string; readonly severity: string }[] } | null;
  readonly card: { readonly key: string; readonly value: string }[];
}

interface Report {
  readonly schema: number;
  readonly device: { readonly machine: string; readonly slotSize: number } | null;
  readonly files: InspectedFile[];
}

/** The one file that was named. */
function fileOf(run: Parameters<typeof resultOf>[0]): InspectedFile {
  const { schema, files } = resultOf<Report>(run);
  assert.equal(schema, 1);
  assert.equal(files.length, 1);
  return files[0]!;
}

/** The SHA-256 that esptool shows: of all before the appended digest. */
function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file).subarray(0, -32)).digest('hex');
}

test('a good image is described, and ends with 0', { timeout }, async (t) => {
  const file = imageFile(t);
  const run = await otatools(t, ['inspect', file, '--json']);
  assert.equal(run.code, 0);
  const { usable, why, image, verdict, card } = fileOf(run);
  assert.deepEqual([usable, why, image!.kind, image!.chip, verdict!.findings], [true, null, 'app', 'ESP32', []]);
  assert.equal(image!.sha256, digestOf(file));
  assert.equal(image!.microPython?.version, 'v1.27.0');
  assert.equal(card.find(({ key }) => key === 'build-date')?.value, '2025-12-09');
  const text = await otatools(t, ['inspect', file]);
  assert.equal(text.code, 0);
  assert.match(text.stdout, /ready for an OTA slot/);
  assert.match(text.stdout, /MicroPython +v1\.27\.0/);
});

const app = buildAppImage();
const damaged = Buffer.from(app);
damaged[app.length >> 1]! ^= 1;
const wrong: [string, Buffer, RegExp][] = [
  ['a full flash image', buildFullFlash(app, '4MiB-ota'), /full flash image/],
  ['an image that is cut off', app.subarray(0, app.length - 5000), /cut off/],
  ['a damaged image', damaged, /damaged/],
  ['an empty file', Buffer.alloc(0), /empty/],
  ['a web page', Buffer.from('<!DOCTYPE html><html><body>404</body></html>'), /web page/],
  ['a text', Buffer.from('hello'.repeat(100)), /text/],
  ['any other file', Buffer.from([0, 1, 2, 3]), /not an ESP32 app image/],
];

for (const [name, content, why] of wrong) {
  test(`${name} is told from its bytes and ends with 1`, { timeout }, async (t) => {
    const file = path.join(temporaryFolder(t), 'firmware.app-bin');
    writeFileSync(file, content);
    const run = await otatools(t, ['inspect', file, '--json']);
    assert.equal(run.code, 1);
    assert.equal(fileOf(run).usable, false);
    assert.match(fileOf(run).why ?? '', why);
  });
}

test('a file that is not there ends with 2, and the others are told', { timeout }, async (t) => {
  const run = await otatools(t, ['inspect', path.join(temporaryFolder(t), 'none.app-bin'), imageFile(t), '--json']);
  assert.equal(run.code, 2);
  assert.deepEqual(resultOf<Report>(run).files.map(({ usable, image }) => [usable, image?.kind]), [[false, undefined], [true, 'app']]);
});

test('a folder is looked through; an empty one ends with 2', { timeout }, async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(path.join(folder, 'OTA'));
  writeFileSync(path.join(folder, 'OTA', 'full.bin'), buildFullFlash(app));
  writeFileSync(path.join(folder, 'good.app-bin'), app);
  const run = await otatools(t, ['inspect', folder, '--json']);
  assert.equal(run.code, 1);
  assert.deepEqual(resultOf<Report>(run).files.map(({ file, usable }) => [file, usable]), [['good.app-bin', true], ['full.bin', false]]);
  const empty = await otatools(t, ['inspect', temporaryFolder(t)]);
  assert.equal(empty.code, 2);
  assert.match(empty.stderr, /no firmware file/);
});

test('beside a board, a file is judged for it', { timeout }, async (t) => {
  const board = await startBoard(t);
  const folder = temporaryFolder(t);
  writeFileSync(path.join(folder, 'old.app-bin'), buildAppImage({ version: 'v1.25.0', size: 0x180000 }));
  writeFileSync(path.join(folder, 'long.app-bin'), buildAppImage({ version: 'v1.27.0', size: 0x181000 }));
  const run = await otatools(t, ['inspect', folder, '--device', deviceOf(board), '--json']);
  assert.equal(run.code, 1);
  const { device, files } = resultOf<Report>(run);
  assert.equal(device?.slotSize, 0x180000);
  assert.deepEqual(files.map(({ verdict }) => verdict!.title), ['4,096 bytes too long for this board\'s slots', 'this board would lose its file system']);
});

test('real images are known for what they are', { timeout, skip: withoutRealFirmware }, async (t) => {
  for (const [file, version, chip] of [[real.before, 'v1.25.0', 'ESP32'], [real.after, 'v1.26.0', 'ESP32'], [real.otherChip, 'v1.23.0', 'ESP32-C3'], [real.tooLong, 'v1.24.0', 'ESP32']]) {
    const run = await otatools(t, ['inspect', file!, '--json']);
    assert.equal(run.code, 0);
    const { image } = fileOf(run);
    assert.deepEqual([image!.microPython?.version, image!.chip, image!.sha256], [version, chip, digestOf(file!)]);
  }
  assert.equal((await otatools(t, ['inspect', real.beforeFull!])).code, 1);
});
