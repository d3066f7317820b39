import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeviceBoard, image } from './support/device-board.js';
import { FirmwareServer, tagged } from './support/firmware-server.js';
import { unbootable } from './support/image-surgery.js';

const next = image();
const refused = unbootable(image({ seed: 11 }));

test('an image that only the bootloader refuses is tried three times, told each time, and left alone', async (t) => {
  const server = await FirmwareServer.start(t, tagged(refused));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] rolled back: .*\(1 of 3\)$/);
  for (let attempt = 2; attempt <= 3; attempt++) {
    // The start after a fall-back may look again by itself, or leave that to the next one.
    const seen = device.line(new RegExp(`^\\[OTA\\] rolled back: .*\\(${attempt} of 3\\)$`));
    await Promise.race([seen, device.line(/^main\.py runs$/, device.mark).then(() => device.restart())]);
    await seen;
  }
  await device.line(/^\[OTA\] left alone: this image failed 3 times/);
  assert.equal(device.board.state().slot, 'ota_0');
});

test('a board that met an unbootable image still survives a crashing one', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] valid v1\.26\.0 on 2025-08-09 in ota_1$/);
  await device.line(/^main\.py runs$/);

  server.answer = tagged(refused);
  let from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] left alone/, from);
  await device.line(/^main\.py runs$/, from);
  assert.equal(device.board.state().slot, 'ota_1');

  server.answer = tagged(image({ behaviour: 'crash', seed: 12 }));
  from = device.mark;
  await device.restart();
  await device.line(/^reset machine$/, from);
  from = device.mark;
  await device.line(/^\[BOOT\] running= ota_1/, from, 5000);
});
