import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { DeviceBoard, image } from './support/device-board.js';
import { type Answer, FirmwareServer, plain, tagged } from './support/firmware-server.js';

const next = image();

/** The line that says why not, from a board whose other slot was never touched. */
async function refusal(t: TestContext, answer: Answer): Promise<string> {
  const server = await FirmwareServer.start(t, answer);
  const device = await DeviceBoard.configured(t, server.url());
  const line = await device.line(/^\[BOOT\]\[ERR\] /);
  await device.line(/^main\.py runs$/);
  assert.equal(device.written('ota_1').erases, 0);
  assert.equal(device.boots, 1);
  return line;
}

test('a chunked answer that ends in a chunk is a failure, not an update', async (t) => {
  const line = await refusal(t, (_, response) => {
    response.socket!.end(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${next.length.toString(16)}\r\n`);
  });
  assert.match(line, /the connection broke/);
});

test('a chunked answer is an image like any other, whatever its chunks', async (t) => {
  const server = await FirmwareServer.start(t, (_, response) => {
    response.writeHead(200); // no length: node sends chunks
    for (let at = 0, size = 1; at < next.length; at += size, size = (size * 7) % 9001) response.write(next.subarray(at, at + size));
    response.end();
  });
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(new RegExp(`^\\[OTA\\] finalize: True bytes= ${next.length}$`));
  await device.line(/^\[OTA\] valid /);
});

test('a thousand headers are not read to their end', async (t) => {
  const headers = Array.from({ length: 1000 }, (_, i) => `X-${i}: ${'y'.repeat(500)}\r\n`).join('');
  await refusal(t, (_, response) => response.socket!.end(`HTTP/1.0 200 OK\r\n${headers}\r\n`));
});

test('headers in any case, folded by spaces, or not of text, do no harm', async (t) => {
  const server = await FirmwareServer.start(t, (_, response) => {
    response.socket!.write(Buffer.from(`HTTP/1.1 200\r\nX-Latin: caf\xe9\r\nno colon here\r\ncOnTeNt-LeNgTh:   ${next.length}  \r\n\r\n`, 'latin1'));
    response.socket!.end(next);
  });
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(new RegExp(`^\\[OTA\\] finalize: True bytes= ${next.length}$`));
});

test('an answer that breaks off in its headers is a failure, not an update', async (t) => {
  await refusal(t, (_, response) => response.socket!.end('HTTP/1.0 200 OK\r\nContent-Le'));
});

test('headers that come byte by byte are read whole', async (t) => {
  const server = await FirmwareServer.start(t, (_, response) => {
    const head = `HTTP/1.0 200 OK\r\nContent-Length: ${next.length}\r\n\r\n`;
    const pieces: Uint8Array[] = [...head].map((letter) => Buffer.from(letter));
    pieces.push(next);
    const more = (): void => {
      const piece = pieces.shift();
      if (piece) response.socket!.write(piece, () => setImmediate(more));
      else response.socket!.end();
    };
    more();
  });
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] finalize: True/);
});

test('a redirect without a Location is told by its number', async (t) => {
  assert.match(await refusal(t, (_, response) => response.writeHead(302, { 'Content-Length': 0 }).end()), /HTTP 302/);
});

test('a server that is known by name is asked by name', async (t) => {
  const server = await FirmwareServer.start(t, plain(next));
  const device = await DeviceBoard.configured(t, `http://files.test:${server.port}/x?a=1&b=2`, { hosts: { 'files.test': '127.0.0.1' }, image: next });
  await device.line(/already running/);
  assert.equal(server.seen[0]!.path, '/x?a=1&b=2');
  assert.equal(server.seen[0]!.headers.host, `files.test:${server.port}`);
});

test('a network that never answers is given up in time', async (t) => {
  const device = await DeviceBoard.configured(t, 'http://127.0.0.1:9/', { joinDelayMs: 600_000, beforeBoot: 'import ota_net\nota_net.JOIN_S = 1' });
  await device.line(/^\[BOOT\]\[ERR\] Wi-Fi 'workshop': no answer/);
  await device.line(/^main\.py runs$/);
});

test('after any of this the next start updates', async (t) => {
  const server = await FirmwareServer.start(t, (_, response) => response.socket!.end('HTTP/1.0 503 Busy\r\n\r\n'));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[BOOT\]\[ERR\] HTTP 503/);
  await device.line(/^main\.py runs$/);
  server.answer = tagged(next);
  await device.restart();
  await device.line(/^\[OTA\] valid v1\.26\.0/);
});
