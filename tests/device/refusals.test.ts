import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test, type TestContext } from 'node:test';
import { buildFullFlash } from '@otatools/simulator';
import { real } from '../support/paths.js';
import { DeviceBoard, image } from './support/device-board.js';
import { resealed } from './support/image-surgery.js';
import { type Answer, FirmwareServer, plain, status } from './support/firmware-server.js';

const good = image();
const changed = (at: number): Buffer => {
  const bytes = Buffer.from(good);
  bytes[at < 0 ? bytes.length + at : at]! ^= 0x55;
  return bytes;
};

interface Case {
  name: string;
  answer: Answer;
  says: RegExp;
}

const beforeErasing: Case[] = [
  { name: 'a missing file', answer: status(404, 'not found'), says: /HTTP 404 from the server/ },
  { name: 'a broken server', answer: status(500), says: /HTTP 500 from the server/ },
  { name: 'a login page', answer: status(200, '<!DOCTYPE html><title>Log in</title>'), says: /sent a page, not firmware/ },
  { name: 'an empty answer', answer: status(200, ''), says: /not an ESP32 app image/ },
  { name: 'some text', answer: plain(Buffer.from('firmware? '.repeat(1000))), says: /not an ESP32 app image/ },
  { name: 'a full flash image', answer: plain(buildFullFlash(good)), says: /full \.bin, not an app image/ },
  { name: 'an image for another chip', answer: plain(image({ chipId: 5 })), says: /another chip \(id 5\)/ },
  { name: 'an image that is too long', answer: plain(Buffer.concat([good, Buffer.alloc(0x180000)])), says: /bytes too long for the slot of 1572864/ },
];

const beforeSwitching: Case[] = [
  { name: 'an answer cut off by the server', answer: (_, response) => {
    response.writeHead(200, { 'Content-Length': good.length }).write(good.subarray(0, 50_000), () => response.destroy());
  }, says: /the connection broke/ },
  { name: 'a file cut off', answer: plain(good.subarray(0, 60_000)), says: /the image is cut off/ },
  { name: 'a file cut off within its hash', answer: plain(good.subarray(0, good.length - 7)), says: /the image is cut off/ },
  { name: 'a wrong byte in the middle', answer: plain(changed(50_000)), says: /checksum|SHA-256/ },
  { name: 'a wrong checksum', answer: plain(changed(-33)), says: /the checksum of the written image is wrong/ },
  { name: 'a wrong appended hash', answer: plain(changed(-1)), says: /the SHA-256 of the written image is wrong/ },
  { name: 'an image of something else', answer: plain(image({ version: '' })), says: /this image holds no MicroPython: it would never ask for an update again/ },
  { name: 'more than the slot without a length', answer: (_, response) => {
    response.useChunkedEncodingByDefault = false;
    response.writeHead(200, { Connection: 'close' }).end(Buffer.concat([good, Buffer.alloc(0x180000)]));
  }, says: /longer than the slot/ },
];

async function refuses(t: TestContext, { answer, says }: Case): Promise<DeviceBoard> {
  const server = await FirmwareServer.start(t, answer);
  const device = await DeviceBoard.configured(t, server.url());
  const said = await device.line(/^\[BOOT\]\[ERR\] /);
  assert.match(said, says);
  await device.line(/^main\.py runs$/);
  const { slot, bootSlot, otadata } = device.board.state();
  assert.deepEqual({ slot, bootSlot }, { slot: 'ota_0', bootSlot: 'ota_0' });
  assert.deepEqual(otadata.map((record) => record.state), ['VALID', 'UNDEFINED'], 'otadata is as the first boot left it');
  const errors = device.lines.items.filter((line) => line.startsWith('[BOOT][ERR]'));
  assert.equal(errors.length, 1, 'one line tells the reason');
  assert.equal(device.boots, 1, 'the board does not restart');
  assert.equal(device.written('ota_0').erases, 0);
  return device;
}

for (const refusal of beforeErasing) {
  test(`${refusal.name} is refused before anything is erased`, async (t) => {
    const device = await refuses(t, refusal);
    assert.equal(device.written('ota_1').erases, 0);
  });
}

for (const refusal of beforeSwitching) {
  test(`${refusal.name} is refused before the slots are switched`, async (t) => {
    await refuses(t, refusal);
  });
}

test('the real full .bin is refused before anything is erased', { skip: real.beforeFull ? false : 'no real firmware here' }, async (t) => {
  const device = await refuses(t, { name: '', answer: plain(readFileSync(real.beforeFull!)), says: /full \.bin/ });
  assert.equal(device.written('ota_1').erases, 0);
});

test('a set_boot that refuses is told, and the board stays as it is', async (t) => {
  // Our checks pass; of an ESP32-S3 the bootloader library alone looks at the revision.
  const server = await FirmwareServer.start(t, plain(image({ chipId: 9, maxRevision: 100 })));
  const device = await DeviceBoard.configured(t, server.url(), { chipId: 9, image: image({ chipId: 9, version: 'v1.25.0', seed: 1 }) });
  await device.line(/^\[BOOT\]\[ERR\] set_boot refused the image: .*ESP_ERR_OTA_VALIDATE_FAILED/);
  await device.line(/^main\.py runs$/);
  assert.equal(device.board.state().bootSlot, 'ota_0');
  assert.equal(device.boots, 1);
});

test('an image that failed three times is left alone until another one is offered', async (t) => {
  const server = await FirmwareServer.start(t, plain(changed(-1)));
  const device = await DeviceBoard.configured(t, server.url());
  for (let i = 0; i < 3; i++) {
    const from = i === 0 ? 0 : device.mark;
    if (i > 0) await device.restart();
    await device.line(/^\[BOOT\]\[ERR\] the SHA-256/, from);
  }
  const { erases } = device.written('ota_1');
  const from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] left alone: this image failed 3 times/, from);
  assert.equal(device.written('ota_1').erases, erases);
  server.answer = plain(image({ seed: 99 }));
  await device.restart();
  await device.line(/^\[OTA\] valid /, from);
});

test('a build with a banner of its own is known by what the port says, also across two blocks', async (t) => {
  for (const at of [4096 * 2 - 15, 4096 * 2 - 1, 4096 * 20 - 8]) {
    const custom = resealed(image({ version: '' }), (copy) => void copy.write('MPY: soft reboot', at, 'latin1'));
    const server = await FirmwareServer.start(t, plain(custom));
    const device = await DeviceBoard.configured(t, server.url());
    await device.line(/^\[OTA\] finalize: True/);
  }
});
