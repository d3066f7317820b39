import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeviceBoard, image, NETWORK } from './support/device-board.js';
import { FirmwareServer, plain, tagged } from './support/firmware-server.js';
import { changedNearItsEnd } from './support/image-surgery.js';

const next = image();
const nameless = (options = {}): Buffer => image({ elfSha256: Buffer.alloc(32), ...options });

test('where the server has no ETag the board hangs up after the first block', async (t) => {
  const large = image({ size: 1_400_000 });
  const server = await FirmwareServer.start(t, plain(large));
  const device = await DeviceBoard.configured(t, server.url(), { image: large, netRate: 2_000_000 });
  await device.line(/^\[OTA\] already running this image: nothing to do$/);
  await device.line(/^main\.py runs$/);
  assert.ok(device.board.counters().net.received < large.length / 4, `received ${device.board.counters().net.received} bytes`);
});

test('a build without app_elf_sha256 that differs in its last block only is another image', async (t) => {
  const running = nameless();
  const other = changedNearItsEnd(running);
  const server = await FirmwareServer.start(t, plain(other));
  const device = await DeviceBoard.configured(t, server.url(), { image: running });
  await device.line(/^\[OTA\] valid /);
  assert.equal(device.board.state().sha256, other.subarray(-32).toString('hex'));
  assert.equal(device.written('ota_1').erases, Math.ceil(other.length / 4096), 'each 4 KiB is erased once');
  await device.line(/^\[OTA\] already running this image: nothing to do$/);
});

test('a build without app_elf_sha256 that breaks off after blocks of the running one is no update', async (t) => {
  const running = nameless();
  const server = await FirmwareServer.start(t, (_, response) => {
    response.writeHead(200, { 'Content-Length': running.length }).write(running.subarray(0, 50_000), () => response.destroy());
  });
  const device = await DeviceBoard.configured(t, server.url(), { image: running });
  await device.line(/^\[BOOT\]\[ERR\] the connection broke/);
  await device.line(/^main\.py runs$/);
  assert.equal(device.written('ota_1').erases, 0);
});

test('an ETag is sent only to the URL that gave it', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url('/one'), { image: next });
  await device.line(/^main\.py runs$/);
  for (const [path, says] of [['/one', /\(304\)$/], ['/two', /nothing to do$/]] as const) {
    device.board.files.write('/ota.json', Buffer.from(JSON.stringify({ wifi: [{ ssid: NETWORK.ssid, password: NETWORK.psk }], fw_url: server.url(path) })));
    const from = device.mark;
    await device.restart();
    await device.line(says, from);
  }
  assert.deepEqual(server.seen.map(({ headers }) => 'if-none-match' in headers), [false, true, false]);
});

test('the ETag of an image that was rolled back is not sent by the old one', async (t) => {
  const server = await FirmwareServer.start(t, tagged(image({ behaviour: 'crash' })));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] left alone/);
  assert.ok(server.seen.length >= 3);
  assert.ok(server.seen.every(({ headers }) => !('if-none-match' in headers)));
});

test('an ETag too long to be kept is done without', async (t) => {
  const server = await FirmwareServer.start(t, (_, response) => {
    response.writeHead(200, { 'Content-Length': next.length, ETag: `"${'e'.repeat(400)}"` }).end(next);
  });
  const device = await DeviceBoard.configured(t, server.url(), { image: next });
  await device.line(/^\[OTA\] already running this image/);
  const from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] already running this image/, from);
});

test('a cycle of power while nothing is new changes neither flash nor otadata', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url(), { image: next });
  await device.line(/^main\.py runs$/);
  const { otadata } = device.board.state();
  device.board.resetCounters();
  const from = device.mark;
  device.board.cyclePower();
  await device.line(/^main\.py runs$/, from);
  assert.equal(device.board.counters().flash.operations, 0);
  assert.deepEqual(device.board.state().otadata, otadata);
});
