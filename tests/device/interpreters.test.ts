import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DeviceBoard, image, NETWORK } from './support/device-board.js';
import { FirmwareServer, plain, status, tagged } from './support/firmware-server.js';

// The default interpreter does all of this, and more, in the other files.
for (const micropython of ['oldest', 'newest'] as const) {
  describe(`on the ${micropython} MicroPython`, { concurrency: 2 }, () => {
    test('a wrong password is named and main.py runs', async (t) => {
      const device = await DeviceBoard.start(t, {
        micropython, config: { wifi: [{ ssid: NETWORK.ssid, password: 'x' }], fw_url: 'http://127.0.0.1:9/' },
      });
      await device.line(/^\[BOOT\]\[ERR\] Wi-Fi 'workshop': wrong password/);
      await device.line(/^main\.py runs$/);
    });

    test('a damaged /ota.json is told', async (t) => {
      const device = await DeviceBoard.start(t, { micropython, config: '{"wifi": [' });
      await device.line(/^\[BOOT\]\[ERR\] \/ota\.json is damaged/);
      await device.line(/^main\.py runs$/);
    });

    test('a missing file costs nothing', async (t) => {
      const server = await FirmwareServer.start(t, status(404));
      const device = await DeviceBoard.configured(t, server.url(), { micropython });
      await device.line(/^\[BOOT\]\[ERR\] HTTP 404/);
      await device.line(/^main\.py runs$/);
      assert.equal(device.written('ota_1').erases, 0);
    });

    test('a server that stalls is given up', async (t) => {
      const server = await FirmwareServer.start(t, (_, response) => {
        response.writeHead(200, { 'Content-Length': 90_000 }).write(image().subarray(0, 20_000));
      });
      const device = await DeviceBoard.configured(t, server.url(), { micropython });
      await device.line(/^\[OTA\] the connection broke \(no data\)/);
      await device.line(/^\[BOOT\]\[ERR\] .*the next start goes on/);
      await device.line(/^main\.py runs$/);
    });

    test('a wrong hash is found before the slots are switched', async (t) => {
      const damaged = Buffer.from(image());
      damaged[damaged.length - 1]! ^= 1;
      const server = await FirmwareServer.start(t, plain(damaged));
      const device = await DeviceBoard.configured(t, server.url(), { micropython });
      await device.line(/^\[BOOT\]\[ERR\] the SHA-256 of the written image is wrong$/);
      assert.equal(device.board.state().bootSlot, 'ota_0');
    });

    test('a new image that cannot join goes back', async (t) => {
      const server = await FirmwareServer.start(t, tagged(image({ behaviour: 'no-wifi' })));
      const device = await DeviceBoard.configured(t, server.url(), { micropython });
      await device.line(/^\[OTA\] rolled back: .*\(1 of 3\)$/);
    });

    test('Ctrl-C in the countdown leaves a REPL', async (t) => {
      const device = await DeviceBoard.configured(t, 'http://127.0.0.1:9/', { micropython, realBoot: true });
      await device.line(/^\[BOOT\] starting OTA in 3$/);
      device.type('\x03');
      await device.line(/^\[BOOT\] interrupted$/);
      device.type('print(6 * 7)\r');
      await device.line(/^42$/);
    });
  });
}
