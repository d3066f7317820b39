import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeviceBoard, image } from './support/device-board.js';
import { FirmwareServer, plain } from './support/firmware-server.js';

const next = image();

test('a server that keeps the connection open after the last byte is server enough', async (t) => {
  const server = await FirmwareServer.start(t, (_, response) => {
    response.socket!.write(`HTTP/1.1 200 OK\r\nContent-Length: ${next.length}\r\n\r\n`);
    response.socket!.write(next);
  });
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] finalize/, 0, 6000);
});

for (const [asked, to, wants] of [['/dir/a', 'b', '/dir/b'], ['', '/b', '/b'], ['/a', '/b?next=http://elsewhere/', '/b?next=http://elsewhere/'], ['/a', '//HOST/b', '/b']] as const) {
  test(`a redirect from '${asked}' to '${to}' arrives at ${wants}`, async (t) => {
    const server = await FirmwareServer.start(t, (request, response) => {
      if (request.url === wants) plain(next)(request, response);
      else response.writeHead(302, { Location: to.replace('HOST', `127.0.0.1:${server.port}`), 'Content-Length': 0 }).end();
    });
    const device = await DeviceBoard.configured(t, `http://127.0.0.1:${server.port}${asked}`);
    await device.line(/^main\.py runs$|^\[OTA\] finalize/);
    assert.ok(device.lines.items.some((line) => line.startsWith('[OTA] finalize')), device.lines.items.filter((l) => /GET|ERR/.test(l)).join('\n'));
  });
}
