import assert from 'node:assert/strict';
import net from 'node:net';
import { gunzipSync } from 'node:zlib';
import { describe, test, type TestContext } from 'node:test';
import { type Fault, FaultyServer } from '../support/faulty-server.js';
import { tagOf } from '../support/honest-answer.js';
import * as faults from '../support/http-faults.js';

const content = Buffer.from(Array.from({ length: 9000 }, (_, i) => i % 251));
const path = '/a.bin';
const tag = tagOf(content);

interface Got {
  status: number;
  headers: Headers;
  body: Buffer;
}

async function serve(t: TestContext, fault: Fault | null = null, times = Infinity): Promise<FaultyServer> {
  const server = await FaultyServer.start(t, { [path]: content });
  if (fault) server.strike(fault, times);
  return server;
}

async function get(server: FaultyServer, headers: Record<string, string> = {}): Promise<Got> {
  const response = await fetch(server.url(path), { headers, redirect: 'manual' });
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
}

/** All bytes until the connection ends, and how it did; with a limit it is left as soon as so many have come. */
function raw(server: FaultyServer, limit = Infinity): Promise<{ bytes: Buffer; end: 'FIN' | 'RST' | 'left' }> {
  return new Promise((resolve) => {
    const socket = net.connect(server.port, '127.0.0.1');
    let bytes = Buffer.alloc(0);
    socket.on('data', (data: Buffer) => {
      bytes = Buffer.concat([bytes, data]);
      if (bytes.length < limit) return;
      socket.destroy();
      resolve({ bytes, end: 'left' });
    });
    socket.on('end', () => resolve({ bytes, end: 'FIN' }));
    socket.on('error', () => resolve({ bytes, end: 'RST' }));
    socket.write(`GET ${path} HTTP/1.0\r\n\r\n`);
  });
}

const bodyOf = (bytes: Buffer): Buffer => bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);

describe('an honest answer', () => {
  for (const [what, headers, status, from, to] of [
    ['the whole file', {}, 200, 0, 9000],
    ['a range', { range: 'bytes=4096-' }, 206, 4096, 9000],
    ['a bounded range', { range: 'bytes=10-19' }, 206, 10, 20],
    ['a range of the same file', { range: 'bytes=4096-', 'if-range': tag }, 206, 4096, 9000],
    ['a range of another file', { range: 'bytes=4096-', 'if-range': '"other"' }, 200, 0, 9000],
    ['a range, if the file is this', { range: 'bytes=4096-', 'if-match': tag }, 206, 4096, 9000],
    ['anything, if the file is another', { 'if-match': '"other"' }, 412, 0, 0],
    ['a range behind the end', { range: 'bytes=9000-' }, 416, 0, 0],
    ['what the asker has', { 'if-none-match': `"x", ${tag}` }, 304, 0, 0],
    ['what the asker has not', { 'if-none-match': '"x"' }, 200, 0, 9000],
  ] as [string, Record<string, string>, number, number, number][]) {
    test(`to the question for ${what} is ${status}`, async (t) => {
      const got = await get(await serve(t), headers);
      assert.equal(got.status, status);
      assert.deepEqual(got.body, content.subarray(from, to));
      if (status === 206) assert.equal(got.headers.get('content-range'), `bytes ${from}-${to - 1}/9000`);
    });
  }

  test('to the question for another file is 404', async (t) => {
    const server = await serve(t, faults.garbage);
    assert.equal((await fetch(server.url('/b.bin'))).status, 404);
  });

  test('comes again when the fault has had its times', async (t) => {
    const server = await serve(t, faults.status(503), 1);
    assert.equal((await get(server)).status, 503);
    assert.deepEqual((await get(server)).body, content);
    assert.deepEqual(server.requests(path).map(({ faulty }) => faulty), [true, false]);
  });
});

describe('a fault of the connection', () => {
  for (const [name, fault, end, expected] of [
    ['resetAfter', faults.resetAfter(5000), 'RST', content.subarray(0, 5000)],
    ['truncateAfter', faults.truncateAfter(5000), 'FIN', content.subarray(0, 5000)],
    ['tooLongInSecret', faults.tooLongInSecret(7), 'FIN', Buffer.concat([content, Buffer.alloc(7, 0x5a)])],
    ['withoutLength', faults.withoutLength, 'FIN', content],
    ['http10', faults.http10, 'FIN', content],
    ['drip', faults.drip(0.01), 'FIN', content],
  ] as const) {
    test(name, { timeout: 20_000 }, async (t) => {
      const got = await raw(await serve(t, name === 'drip' ? short(fault) : fault));
      assert.equal(got.end, end);
      assert.deepEqual(bodyOf(got.bytes), name === 'drip' ? expected.subarray(0, 40) : expected);
    });
  }

  test('silent, stallAfter and staysOpen leave it open', async (t) => {
    const server = await serve(t, faults.stallAfter(5000));
    assert.equal((await raw(server, 5100)).end, 'left');
    server.strike(faults.staysOpen);
    assert.equal((await raw(server, 9100)).end, 'left');
    server.strike(faults.silent);
    const got = raw(server);
    while (server.seen.length < 3) await new Promise(setImmediate);
    server.mend();
    assert.equal((await got).bytes.length, 0);
  });

  test('emptyAnswer and garbage are no HTTP', async (t) => {
    const server = await serve(t, faults.emptyAnswer);
    assert.equal((await raw(server)).bytes.length, 0);
    server.strike(faults.garbage);
    assert.equal((await raw(server)).bytes.length, 3000);
  });

  test('endlessHeaders go on for as long as they are read', async (t) => {
    assert.equal((await raw(await serve(t, faults.endlessHeaders), 500_000)).end, 'left');
  });

  test('headDrips sends the same, slowly', async (t) => {
    const got = await raw(await serve(t, faults.headDrips(1)), 30);
    assert.match(got.bytes.toString(), /^HTTP\/1.1 200 OK\r\nContent-L/);
  });
});

describe('a fault of the answer', () => {
  const range = { range: 'bytes=4096-' };
  for (const [name, fault, headers, status, expected] of [
    ['claimsShort', faults.claimsShort(6000), {}, 200, content.subarray(0, 6000)],
    ['tooLong', faults.tooLong(3), {}, 200, Buffer.concat([content, Buffer.from('ZZZ')])],
    ['ignoresRange', faults.ignoresRange, range, 200, content],
    ['shiftedRange', faults.shiftedRange(100), range, 206, content.subarray(4196)],
    ['unaskedRange', faults.unaskedRange(50), {}, 206, content.subarray(50)],
    ['noContentRange', faults.noContentRange, range, 206, content.subarray(4096)],
    ['ignoresIfRange', faults.ignoresIfRange, { ...range, 'if-range': '"other"' }, 206, content.subarray(4096)],
    ['chunked', faults.chunked, {}, 200, content],
    ['manyHeaders', faults.manyHeaders(100), {}, 200, content],
    ['giantHeader', faults.giantHeader(9000), {}, 200, content],
    ['gzipped', faults.gzipped, {}, 200, content],
  ] as [string, Fault, Record<string, string>, number, Buffer][]) {
    test(name, async (t) => {
      const got = await get(await serve(t, fault), headers);
      assert.equal(got.status, status);
      assert.deepEqual(got.body, expected);
    });
  }

  test('gzipped is gzip on the wire', async (t) => {
    assert.deepEqual(gunzipSync(bodyOf((await raw(await serve(t, faults.gzipped))).bytes)), content);
  });

  test('shiftedRange and noContentRange say what they say', async (t) => {
    const server = await serve(t, faults.shiftedRange(100));
    assert.equal((await get(server, range)).headers.get('content-range'), 'bytes 4196-8999/9000');
    server.strike(faults.noContentRange);
    assert.equal((await get(server, range)).headers.get('content-range'), null);
  });

  test('declares says any length', async (t) => {
    const got = await raw(await serve(t, faults.declares('-1')));
    assert.match(got.bytes.toString('latin1'), /Content-Length: -1\r\n/);
  });

  test('htmlPage is a page with 200', async (t) => {
    const got = await get(await serve(t, faults.htmlPage));
    assert.equal(got.status, 200);
    assert.match(got.body.toString(), /^<!DOCTYPE/);
  });

  test('redirect names where to', async (t) => {
    const server = await serve(t, faults.redirect(({ server }) => server.url('/b.bin', 'localhost'), 307));
    const got = await get(server);
    assert.equal(got.status, 307);
    assert.equal(got.headers.get('location'), `http://localhost:${server.port}/b.bin`);
  });

  test('changesFile breaks the connection, and then the file is another', async (t) => {
    const next = Buffer.from('next');
    const server = await serve(t, faults.changesFile(5000, next), 1);
    assert.equal((await raw(server)).end, 'RST');
    assert.deepEqual((await get(server)).body, next);
  });
});

/** The body cut to what a test has time for. */
function short(fault: Fault): Fault {
  return (exchange) => fault({ ...exchange, reply: { ...exchange.reply, body: exchange.reply.body.subarray(0, 40) } });
}
