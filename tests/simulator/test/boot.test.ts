import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { buildAppImage, buildFullFlash } from '@otatools/simulator';
import { nextSequence, recordCrc } from '@otatools/simulator/boot/otadata.js';
import { EspError } from '@otatools/simulator/board/esp-error.js';
import { FlashFixture } from './support/flash-fixture.js';

const oldImage = buildAppImage({ seed: 1 });
const newImage = buildAppImage({ seed: 2 });
const hasCode = (code: number) => (error: unknown) => error instanceof EspError && error.code === code;

/** A board that runs ota_0 and has a second image in ota_1. */
async function twoImages(test: TestContext): Promise<FlashFixture> {
  const fixture = new FlashFixture(test);
  fixture.put('ota_0', oldImage);
  fixture.put('ota_1', newImage);
  assert.equal(await fixture.boot(), 'ota_0');
  return fixture;
}

test('the first boot writes the blank otadata', async (t) => {
  const fixture = await twoImages(t);
  assert.equal(fixture.otadata, '1 VALID / blank');
});

test('the record checksum is the one that the chip computes', () => {
  assert.equal(recordCrc(1), 0x4743989a);
  assert.equal(recordCrc(2), 0x55f63774);
});

test('the next sequence number selects the slot and is not below the one that rules', () => {
  assert.deepEqual([nextSequence(1, 1, 2), nextSequence(2, 0, 2), nextSequence(2, 1, 2), nextSequence(1, 0, 2)], [2, 3, 2, 1]);
});

test('an image that is marked valid stays', async (t) => {
  const fixture = await twoImages(t);
  await fixture.setBoot('ota_1');
  assert.equal(fixture.otadata, '1 VALID / 2 NEW');
  assert.equal(await fixture.boot(), 'ota_1');
  assert.equal(fixture.otadata, '1 VALID / 2 PENDING_VERIFY');
  await fixture.ota.markValid();
  assert.equal(await fixture.boot(), 'ota_1');
  assert.equal(fixture.otadata, '1 VALID / 2 VALID');
});

test('an image that is not marked valid is rolled back at the second boot', async (t) => {
  const fixture = await twoImages(t);
  await fixture.setBoot('ota_1');
  await fixture.boot();
  assert.equal(await fixture.boot(), 'ota_0');
  assert.equal(fixture.otadata, '1 VALID / 2 ABORTED');
  assert.equal(await fixture.boot(), 'ota_0');
});

test('set_boot twice overwrites both records, and the rollback takes one boot more', async (t) => {
  const fixture = await twoImages(t);
  await fixture.setBoot('ota_1');
  await fixture.setBoot('ota_1');
  assert.equal(fixture.otadata, '2 NEW / 2 NEW');
  assert.equal(await fixture.boot(), 'ota_1');
  assert.equal(await fixture.boot(), 'ota_1');
  assert.equal(await fixture.boot(), 'ota_0');
  assert.equal(fixture.otadata, '2 ABORTED / 2 ABORTED');
});

test('with both records aborted ota_0 boots for ever, even if it was the bad one', async (t) => {
  const fixture = await twoImages(t);
  await fixture.setBoot('ota_1');
  await fixture.boot();
  await fixture.ota.markValid();
  await fixture.setBoot('ota_0');
  await fixture.setBoot('ota_0');
  assert.equal(fixture.otadata, '3 NEW / 3 NEW');
  for (let boot = 0; boot < 4; boot++) assert.equal(await fixture.boot(), 'ota_0');
  assert.equal(fixture.otadata, '3 ABORTED / 3 ABORTED');
});

test('set_boot refuses what is not a valid image for this chip', async (t) => {
  const fixture = await twoImages(t);
  const slot = fixture.partition('ota_1');
  const cases = [newImage.subarray(0, 60_000), buildAppImage({ chipId: 5 }), Buffer.from('<html>')];
  for (const content of cases) {
    await fixture.flash.erase(slot.address, slot.size);
    await fixture.flash.write(slot.address, content);
    await assert.rejects(fixture.setBoot('ota_1'), hasCode(0x1503));
  }
  assert.equal(fixture.otadata, '1 VALID / blank');
});

test('set_boot accepts a full flash image; the bootloader does not', async (t) => {
  const fixture = await twoImages(t);
  fixture.put('ota_1', buildFullFlash(newImage));
  await fixture.setBoot('ota_1');
  assert.equal(await fixture.boot(), 'ota_0');
  assert.match(fixture.log, /esp_image: Segment 0 0x3fff0030-0x3fff134c invalid: overlaps bootloader data\r\n/);
  assert.match(fixture.log, /boot: OTA app partition slot 1 is not bootable\r\n/);
  assert.equal(fixture.ota.bootPartition()?.label, 'ota_1');
});

test('an image that was damaged after set_boot does not boot', async (t) => {
  const fixture = await twoImages(t);
  await fixture.setBoot('ota_1');
  await fixture.flash.erase(fixture.partition('ota_1').address + 0x8000, 4096);
  assert.equal(await fixture.boot(), 'ota_0');
});

test('with nothing to boot the bootloader says so', async (t) => {
  const fixture = new FlashFixture(t);
  assert.equal(await fixture.boot(), null);
  assert.match(fixture.log, /No bootable app partitions/);
});

test('a board without otadata boots its factory app and knows no slots', async (t) => {
  const fixture = new FlashFixture(t, 'no-ota');
  fixture.put('factory', oldImage);
  assert.equal(await fixture.boot(), 'factory');
  assert.equal(fixture.ota.bootPartition(), undefined);
  await assert.rejects(fixture.ota.markValid(), hasCode(0x105));
});
