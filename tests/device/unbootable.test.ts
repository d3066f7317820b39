import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeviceBoard, image } from './support/device-board.js';
import { FirmwareServer, tagged } from './support/firmware-server.js';
import { unbootable } from './support/image-surgery.js';

test('an image that only the bootloader refuses is told each time, left alone after three times, and then forgiven a better one', async (t) => {
  const server = await FirmwareServer.start(t, tagged(unbootable(image({ seed: 11 }))));
  const device = await DeviceBoard.configured(t, server.url());
  let from = 0;
  for (let attempt = 1; attempt <= 3; attempt++) {
    const told = new RegExp(`^\\[OTA\\] rolled back: .*\\(${attempt} of 3\\)$`);
    // Whether the start after a fall-back looks again or leaves that to the next one is its own affair.
    const seen = await device.line(new RegExp(`${told.source}|^main\\.py runs$`), from);
    if (!told.test(seen)) {
      from = device.mark;
      await device.restart();
      await device.line(told, from);
    }
  }
  await device.line(/^\[OTA\] left alone: this image failed 3 times/);
  await device.line(/^main\.py runs$/, from);
  assert.equal(device.board.state().slot, 'ota_0');

  server.answer = tagged(image());
  await device.restart();
  await device.line(/^\[OTA\] valid v1\.26\.0 on 2025-08-09 in ota_1$/);
});
