// The boot records in otadata: two, of which one must always be that of an image that is known to work.
import { test } from 'node:test';
import { DeviceBoard, image } from './support/device-board.js';
import { FirmwareServer, tagged } from './support/firmware-server.js';
import { unbootable } from './support/image-surgery.js';

const next = image();
const refused = unbootable(image({ seed: 11 }));

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
  server.answer = tagged(image({ behaviour: 'crash', seed: 12 }));
  from = device.mark;
  await device.restart();
  await device.line(/^reset machine$/, from);
  from = device.mark;
  await device.line(/^\[BOOT\] running= ota_1/, from, 5000);
});

test('a switch that was interrupted before its reset still leaves a way back', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] valid v1\.26\.0 on 2025-08-09 in ota_1$/);
  await device.line(/^main\.py runs$/);
  await device.reach({ console: '>>> ' });
  server.answer = tagged(image({ behaviour: 'crash', seed: 12 }));
  const from = device.mark;
  // As a Ctrl-C in the 100 ms between set_boot and the reset.
  device.type('import ota; r = ota.reset; ota.reset = lambda: print("held"); ota.run()\r');
  await device.line(/^held$/, from);
  device.type('ota.reset = r; ota.run()\r');
  await device.line(/^reset machine$/, from);
  await device.line(/^\[BOOT\] running= ota_1/, device.mark, 5000);
});
