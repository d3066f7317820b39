import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeviceBoard, image, NETWORK } from './support/device-board.js';
import { FirmwareServer, tagged } from './support/firmware-server.js';

const next = image();
const constants = (url: string): Record<string, string> => ({
  WIFI_SSID: JSON.stringify(NETWORK.ssid), WIFI_PASS: JSON.stringify(NETWORK.psk), FW_URL: JSON.stringify(url), CHUNK: '1024',
});

test('the constants of ota.py do where there is no /ota.json', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.start(t, { constants: constants(server.url()) });
  await device.line(/^\[OTA\] valid /);
});

test('/ota.json is asked before the constants', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.start(t, { constants: constants('http://127.0.0.1:9/'), config: { fw_url: server.url('/json') } });
  await device.line(/^\[OTA\] valid /);
  assert.equal(server.seen[0]!.path, '/json');
});

for (const damaged of ['{"wifi": [', '[]', '{"wifi": 3}', '{"wifi": [{"password": "x"}]}', '{"chunk": "many"}', '']) {
  test(`a damaged /ota.json (${damaged || 'empty'}) is told, and main.py runs`, async (t) => {
    const device = await DeviceBoard.start(t, { config: damaged });
    await device.line(/^\[BOOT\]\[ERR\] \/ota\.json is damaged: upload the configuration again$/);
    await device.line(/^main\.py runs$/);
  });
}

test('a board without any configuration says so and runs main.py without a countdown', async (t) => {
  const device = await DeviceBoard.start(t, { realBoot: true });
  await device.line(/^\[OTA\] not configured/);
  await device.line(/^main\.py runs$/);
  assert.ok(!device.lines.items.some((line) => line.startsWith('[BOOT] starting OTA')));
});

test('MicroPython before v1.21 is told that it cannot roll back', async (t) => {
  const device = await DeviceBoard.configured(t, 'http://127.0.0.1:9/', { image: image({ version: 'v1.20.0', date: '2023-04-26' }), layout: '4MiB-ota-vfs' });
  await device.line(/^\[BOOT\]\[ERR\] MicroPython v1\.21 or later is needed/);
  await device.line(/^main\.py runs$/);
});

test('a board without OTA slots is told before it joins a network', async (t) => {
  const device = await DeviceBoard.configured(t, 'http://127.0.0.1:9/', { layout: 'no-ota' });
  await device.line(/^\[BOOT\]\[ERR\] this board has no OTA slots: flash the OTA build of MicroPython first$/);
  await device.line(/^main\.py runs$/);
  assert.equal(device.board.state().wifi.ssid, null);
});

test('ota.run(url) takes another URL from a program or the REPL', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.start(t, { config: { wifi: [{ ssid: NETWORK.ssid, password: NETWORK.psk }], fw_url: server.url('/else') }, image: next });
  await device.line(/^\[OTA\] already running/);
  await device.reach({ console: '>>> ' });
  server.answer = tagged(image({ seed: 42 }));
  device.type(`import ota; ota.run("${server.url('/asked')}")\r`);
  await device.line(/^reset machine$/);
  assert.equal(server.seen.at(-1)!.path, '/asked');
});
