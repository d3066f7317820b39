// inspect: what a file is, to people and to scripts.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { buildAppImage, buildFullFlash } from '@otatools/simulator';
import { real, withoutRealFirmware } from '../support/paths.js';
import { otatools, resultOf } from './support/command-line.js';
import { imageFile, temporaryFolder } from './support/folder.js';

const timeout = 60_000;

interface Inspection {
  readonly usable: boolean;
  readonly why: string | null;
  readonly image: {
    readonly kind: string;
    readonly length: number;
    readonly chip: string | null;
    readonly sha256: string | null;
    readonly microPython: { readonly version: string; readonly board: string | null } | null;
  };
}

/** The SHA-256 that esptool shows: of all before the appended digest. */
function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file).subarray(0, -32)).digest('hex');
}

test('a good image is described, and passes the check', { timeout }, async (t) => {
  const file = imageFile(t);
  const run = await otatools(t, ['inspect', file, '--json', '--check']);
  assert.equal(run.code, 0);
  const { usable, why, image } = resultOf<Inspection>(run);
  assert.deepEqual([usable, why, image.kind, image.chip], [true, null, 'app', 'ESP32']);
  assert.equal(image.sha256, digestOf(file));
  assert.equal(image.microPython?.version, 'v1.27.0');
  const text = await otatools(t, ['inspect', file]);
  assert.equal(text.code, 0);
  assert.match(text.stdout, /can be installed over the air/);
  assert.match(text.stdout, /v1\.27\.0 \(2025-12-09\)/);
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
  ['any other file', Buffer.from('hello'.repeat(100)), /not an ESP32 app image/],
];

for (const [name, content, why] of wrong) {
  test(`${name} is told from its bytes and fails the check with 5`, { timeout }, async (t) => {
    const file = path.join(temporaryFolder(t), 'firmware.app-bin');
    writeFileSync(file, content);
    const run = await otatools(t, ['inspect', file, '--json', '--check']);
    assert.equal(run.code, 5);
    assert.equal(resultOf<Inspection>(run).usable, false);
    assert.match(resultOf<Inspection>(run).why ?? '', why);
    assert.equal((await otatools(t, ['inspect', file])).code, 0);
  });
}

test('a file that is not there ends with 5', { timeout }, async (t) => {
  assert.equal((await otatools(t, ['inspect', path.join(temporaryFolder(t), 'none.app-bin')])).code, 5);
});

test('real images are known for what they are', { timeout, skip: withoutRealFirmware }, async (t) => {
  for (const [file, version, chip] of [[real.before, 'v1.25.0', 'ESP32'], [real.after, 'v1.26.0', 'ESP32'], [real.otherChip, 'v1.23.0', 'ESP32-C3'], [real.tooLong, 'v1.24.0', 'ESP32']]) {
    const run = await otatools(t, ['inspect', file!, '--json', '--check']);
    assert.equal(run.code, 0);
    const { image } = resultOf<Inspection>(run);
    assert.deepEqual([image.microPython?.version, image.chip, image.sha256], [version, chip, digestOf(file!)]);
  }
  assert.equal((await otatools(t, ['inspect', real.beforeFull!, '--check'])).code, 5);
});
