import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { real, withoutRealFirmware } from '../support/paths.js';
import { DeviceBoard, image } from './support/device-board.js';
import { FirmwareServer, plain, tagged } from './support/firmware-server.js';

const next = image();

for (const micropython of ['oldest', 'default', 'newest'] as const) {
  test(`an update goes to the other slot, is proved there, and is not done again (${micropython} MicroPython)`, async (t) => {
    const server = await FirmwareServer.start(t, tagged(next));
    const device = await DeviceBoard.configured(t, server.url(), { micropython });
    await device.line(/^\[BOOT\] running= ota_0 fw= v1\.25\.0 on 2025-04-15 mac= 24:0a:c4:00:00:01$/);
    await device.line(/^\[BOOT\] starting OTA in 3$/);
    await device.line(/^\[OTA\] start$/);
    await device.line(/^\[OTA\] GET http:/);
    await device.line(/^\[OTA\] dl 65536$/);
    await device.line(new RegExp(`^\\[OTA\\] finalize: True bytes= ${next.length}$`));
    await device.line(/^reset machine$/);
    await device.line(/^\[BOOT\] running= ota_1 fw= v1\.26\.0 on 2025-08-09 mac= /);
    await device.line(/^\[OTA\] valid v1\.26\.0 on 2025-08-09 in ota_1$/);
    await device.line(/^\[OTA\] already running this image: nothing newer \(304\)$/);
    await device.line(/^main\.py runs$/);
    assert.equal(device.board.state().state, 'VALID');
    assert.equal(device.written('ota_1').erases, Math.ceil(next.length / 4096), 'each 4 KiB is erased once');
    assert.equal(device.written('ota_0').erases, 0);

    const from = device.mark;
    await device.restart();
    await device.line(/nothing newer \(304\)/, from);
    assert.deepEqual(server.seen.map((seen) => seen.status), [200, 200, 304, 304, 304], 'its head and the image; then nothing');
  });
}

test('without an ETag the first block tells that the image runs already, and nothing is erased', async (t) => {
  const server = await FirmwareServer.start(t, plain(next));
  const device = await DeviceBoard.configured(t, server.url(), { image: next });
  await device.line(/^\[OTA\] already running this image: nothing to do$/);
  await device.line(/^main\.py runs$/);
  assert.equal(device.written('ota_1').erases, 0);
});

test('an image without app_elf_sha256 is known as the running one by all of its bytes', async (t) => {
  const anonymous = image({ elfSha256: Buffer.alloc(32) });
  const server = await FirmwareServer.start(t, plain(anonymous));
  const device = await DeviceBoard.configured(t, server.url(), { image: anonymous });
  await device.line(/^\[OTA\] already running this image/);
  assert.equal(device.written('ota_1').erases, 0);
});

test('an image without app_elf_sha256 that differs late is installed whole', async (t) => {
  const running = image({ elfSha256: Buffer.alloc(32), hashAppended: true });
  const other = image({ elfSha256: Buffer.alloc(32), hashAppended: true, size: 110_000 });
  assert.ok(running.subarray(0, 4096).equals(other.subarray(0, 4096)), 'the first blocks are alike');
  const server = await FirmwareServer.start(t, plain(other));
  const device = await DeviceBoard.configured(t, server.url(), { image: running });
  await device.line(/^\[OTA\] valid /);
  assert.equal(device.board.state().sha256, other.subarray(-32).toString('hex'));
});

test('the board proves a new image only after the network and the server answered', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] dl /);
  // From now on requests are held.
  const asked = new Promise<() => void>((resolve) => {
    server.answer = (request, response) => resolve(() => tagged(next)(request, response));
  });
  const release = await asked;
  assert.equal(device.board.state().slot, 'ota_1');
  assert.equal(device.board.state().state, 'PENDING_VERIFY');
  release();
  await device.line(/^\[OTA\] valid /);
  assert.equal(device.board.state().state, 'VALID');
});

test('the way back is an update too', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url(), { layout: '4MiB-ota-vfs' });
  await device.line(/^\[OTA\] valid v1\.26\.0/);
  const older = image({ version: 'v1.25.0', date: '2025-04-15', seed: 3 });
  server.answer = tagged(older);
  await device.restart();
  await device.line(/^\[OTA\] valid v1\.25\.0 on 2025-04-15 in ota_0$/);
});

test('an image without an appended hash is checked by its checksum', async (t) => {
  const server = await FirmwareServer.start(t, plain(image({ hashAppended: false })));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] valid v1\.26\.0/);
});

test('a server that says no length is believed to the end of its answer', async (t) => {
  const server = await FirmwareServer.start(t, (_, response) => {
    response.useChunkedEncodingByDefault = false;
    response.writeHead(200, { Connection: 'close' }).end(next);
  });
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] valid v1\.26\.0/);
});

test('redirects are followed, relative and absolute, but not for ever', async (t) => {
  const server = await FirmwareServer.start(t, (request, response) => {
    const to = { '/a': '/b', '/b': server.url('/c'), '/loop': '/loop' }[request.url ?? ''];
    return to === undefined ? tagged(next)(request, response) : response.writeHead(302, { Location: to, 'Content-Length': 0 }).end();
  });
  const device = await DeviceBoard.configured(t, server.url('/a'));
  await device.line(/^\[OTA\] valid v1\.26\.0/);
  device.board.files.write('/ota.json', Buffer.from(JSON.stringify({ wifi: [{ ssid: 'workshop', password: 'a long password' }], fw_url: server.url('/loop') })));
  await device.restart();
  await device.line(/^\[BOOT\]\[ERR\] too many redirections$/);
});

test('the real v1.25.0 becomes the real v1.26.0', { skip: withoutRealFirmware }, async (t) => {
  const after = readFileSync(real.after!);
  const server = await FirmwareServer.start(t, tagged(after));
  const device = await DeviceBoard.configured(t, server.url(), { image: real.before! });
  await device.line(/^\[OTA\] valid v1\.26\.0 on 2025-08-09 in ota_1$/, 0, 60_000);
  assert.equal(device.written('ota_1').erases, Math.ceil(after.length / 4096));
  assert.equal(device.board.state().sha256, after.subarray(-32).toString('hex'));
});
