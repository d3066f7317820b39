import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeviceBoard, image } from './support/device-board.js';
import { FirmwareServer, plain, tagged } from './support/firmware-server.js';

const next = image();

test('the scripts as they are shipped print the lines that users of the original know, in their order', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url(), { realBoot: true });
  await device.line(/^main\.py runs$/);
  const own = device.lines.items.filter((line) => /^\[(BOOT|OTA)\]|^reset machine|^main\.py/.test(line));
  const expectLine = (pattern: RegExp): string => own.find((line) => pattern.test(line)) ?? String(pattern);
  const countdown = [3, 2, 1].map((left) => `[BOOT] starting OTA in ${left}`);
  assert.deepEqual(own, [
    '[BOOT] running= ota_0 fw= v1.25.0 on 2025-04-15 mac= 24:0a:c4:00:00:01',
    ...countdown,
    '[OTA] start',
    `[OTA] GET ${server.url()}`,
    expectLine(/\[OTA\] GET .*\.from-[0-9a-f]{16}\.pack$/),
    '[OTA] no delta',
    `[OTA] GET ${server.url()}.pack`,
    '[OTA] no compressed image',
    `[OTA] GET ${server.url()}`,
    '[OTA] dl 65536',
    `[OTA] dl ${next.length}`,
    `[OTA] finalize: True bytes= ${next.length}`,
    'reset machine',
    '[BOOT] running= ota_1 fw= v1.26.0 on 2025-08-09 mac= 24:0a:c4:00:00:01',
    ...countdown,
    '[OTA] start',
    `[OTA] GET ${server.url()}`,
    '[OTA] valid v1.26.0 on 2025-08-09 in ota_1',
    'reset machine',
    '[BOOT] running= ota_1 fw= v1.26.0 on 2025-08-09 mac= 24:0a:c4:00:00:01',
    ...countdown,
    '[OTA] start',
    `[OTA] GET ${server.url()}`,
    '[OTA] already running this image: nothing newer (304)',
    'main.py runs',
  ]);
});

test('the public names of the original are there', async (t) => {
  const device = await DeviceBoard.start(t);
  await device.reach({ console: '>>> ' });
  device.type('import ota; print([type(x).__name__ for x in (ota.WIFI_SSID, ota.WIFI_PASS, ota.FW_URL, ota.CHUNK, ota.run)])\r');
  await device.line(/^\['str', 'str', 'str', 'int', 'function'\]$/);
});

test('a program may ask by itself: ota.run() is False when there is nothing newer, and raises what went wrong', async (t) => {
  const server = await FirmwareServer.start(t, plain(next));
  const device = await DeviceBoard.configured(t, server.url(), { image: next });
  await device.reach({ console: '>>> ' });
  device.type('import ota; print("answer", ota.run())\r');
  await device.line(/^answer False$/);
  server.answer = plain(Buffer.from('firmware? '.repeat(100)));
  device.type('ota.run()\r');
  await device.line(/^OtaError: this is not an ESP32 app image$/);
});

test('a board with a network and no FW_URL says so and runs main.py', async (t) => {
  const device = await DeviceBoard.configured(t, '');
  await device.line(/^\[BOOT\]\[ERR\] no FW_URL is configured$/);
  await device.line(/^main\.py runs$/);
});

for (const chunk of [1, 256, 1000, 999_999]) {
  test(`a chunk of ${chunk} bytes brings the same image`, async (t) => {
    const server = await FirmwareServer.start(t, plain(next));
    const device = await DeviceBoard.start(t, { config: { wifi: [{ ssid: 'workshop', password: 'a long password' }], fw_url: server.url(), chunk } });
    await device.line(/^\[OTA\] valid /);
    assert.equal(device.board.state().sha256, next.subarray(-32).toString('hex'));
  });
}

test('names and passwords with quotes, backslashes and other scripts reach the radio as they are', async (t) => {
  const odd = { ssid: 'Café "5" \\ 工房\'s', psk: 'pass\\n"word" ñ {}' };
  const server = await FirmwareServer.start(t, plain(next));
  const device = await DeviceBoard.start(t, { networks: [odd], config: { wifi: [{ ssid: odd.ssid, password: odd.psk }], fw_url: server.url() }, image: next });
  await device.line(/^\[OTA\] already running this image/);
  assert.equal(device.board.state().wifi.ssid, odd.ssid);
});
