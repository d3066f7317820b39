import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildAppImage, buildFullFlash } from '@otatools/simulator';
import { checkImage } from '@otatools/simulator/image/app-image.js';
import { identify } from '@otatools/simulator/image/firmware-identity.js';
import { firmware, withoutFirmware } from './support/firmware-folder.js';

const CHIP = { id: 0, revision: 300 };

function load(content: Buffer, chip = CHIP) {
  const check = checkImage(content, chip);
  assert.ok('image' in check, 'problem' in check ? check.problem : '');
  return check.image;
}

function problemOf(content: Buffer, chip = CHIP): string {
  const check = checkImage(content, chip);
  assert.ok('problem' in check);
  return check.problem;
}

function damaged(image: Buffer, offset: number): Buffer {
  const copy = Buffer.from(image);
  copy[offset]! ^= 0x40;
  return copy;
}

test('a built image is valid and says what it was built from', () => {
  const image = buildAppImage({ version: '1.24.1', date: '2024-11-29', machine: 'A board with ESP32', size: 200_000 });
  const loaded = load(image);
  assert.equal(loaded.length, image.length);
  assert.ok(image.length <= 200_000 && image.length > 200_000 - 48);
  assert.deepEqual(identify(loaded), { version: 'v1.24.1', date: '2024-11-29', machine: 'A board with ESP32', build: null, behaviour: null });
});

test('the build name is there from v1.25 on', () => {
  assert.equal(identify(load(buildAppImage({ version: 'v1.25.0' }))).build, 'ESP32_GENERIC-OTA');
  assert.equal(identify(load(buildAppImage({ version: 'v1.24.1' }))).build, null);
  assert.equal(identify(load(buildAppImage({ board: 'MY_BOARD' }))).build, 'MY_BOARD');
});

test('the same options give the same bytes, another seed gives others', () => {
  assert.deepEqual(buildAppImage({ seed: 5 }), buildAppImage({ seed: 5 }));
  assert.notDeepEqual(buildAppImage({ seed: 5 }), buildAppImage({ seed: 6 }));
});

test('an image need not hold MicroPython', () => {
  assert.equal(identify(load(buildAppImage({ version: '' }))).version, 'v0.0.0');
});

test('a behaviour for fault tests is found again', () => {
  for (const behaviour of ['hang', 'crash', 'no-wifi'] as const)
    assert.equal(identify(load(buildAppImage({ behaviour }))).behaviour, behaviour);
});

test('an image without a hash is checked by its checksum', () => {
  const image = buildAppImage({ hashAppended: false });
  assert.equal(load(image).sha256, null);
  assert.equal(problemOf(damaged(image, 5000)), 'checksum mismatch');
});

test('what is wrong with an image is found', () => {
  const image = buildAppImage();
  assert.match(problemOf(damaged(image, 0)), /magic/);
  assert.match(problemOf(damaged(image, 5000)), /checksum/);
  assert.match(problemOf(damaged(image, image.length - 1)), /SHA-256/);
  assert.match(problemOf(image.subarray(0, 60_000)), /beyond/);
  assert.match(problemOf(image, { id: 5, revision: 300 }), /chip ID/);
  assert.match(problemOf(image, { id: 0, revision: 400 }), /revision/);
});

test('a full flash image begins with a bootloader, whose segments are valid', () => {
  const app = buildAppImage();
  const full = buildFullFlash(app);
  assert.equal(load(full).segments[0]!.loadAddress, 0x3fff0030);
  assert.notEqual(full.readUInt32LE(0x20), 0xabcd5432);
  assert.equal(full.readUInt16BE(0x7000), 0xaa50);
  assert.deepEqual(full.subarray(0xf000), app);
});

test('official images are understood', { skip: withoutFirmware }, () => {
  const seen = (name: string, chip = CHIP) => identify(load(readFileSync(firmware(name)), chip));
  const machine = 'Generic ESP32 module with OTA with ESP32';
  assert.deepEqual(seen('ESP32_GENERIC-OTA-20250415-v1.25.0.app-bin'),
    { version: 'v1.25.0', date: '2025-04-15', machine, build: 'ESP32_GENERIC-OTA', behaviour: null });
  assert.deepEqual(seen('ESP32_GENERIC-OTA-20250809-v1.26.0.app-bin'),
    { version: 'v1.26.0', date: '2025-08-09', machine, build: 'ESP32_GENERIC-OTA', behaviour: null });
  assert.deepEqual(seen('ESP32_GENERIC-20241025-v1.24.0.app-bin'),
    { version: 'v1.24.0', date: '2024-10-25', machine: 'Generic ESP32 module with ESP32', build: null, behaviour: null });
  assert.deepEqual(seen('ESP32_GENERIC_C3-20240602-v1.23.0.app-bin', { id: 5, revision: 3 }),
    { version: 'v1.23.0', date: '2024-06-02', machine: 'ESP32C3 module with ESP32C3', build: null, behaviour: null });
});
