// Broken and hostile input, byte by byte: the right error or a clean end, with bounded memory and nothing beside the protocol.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RawSidecar } from './support/raw-sidecar.js';
import { within } from './support/deadline.js';

const timeout = 60_000;
const MEMORY_FOR_A_REQUEST_KIB = 64 * 1024;

/** It ends by itself, with nothing but protocol on stdout and no crash dump on stderr. */
async function assertEndsCleanly(raw: RawSidecar): Promise<void> {
  assert.equal(await within(raw.exited, 'the end of the sidecar'), 1);
  assert.equal(raw.strayOutput, '');
  assert.equal(raw.stderr, '');
}

const endings: [string, string][] = [
  ['a header that has no colon', 'this is not a header\r\n\r\n{}'],
  ['a Content-Length that is no number', 'Content-Length: many\r\n\r\n{}'],
  ['a negative Content-Length', 'Content-Length: -5\r\n\r\n{}'],
  ['a Content-Length beyond all numbers', `Content-Length: ${'9'.repeat(40)}\r\n\r\n{}`],
  ['a header without Content-Length', 'Content-Type: text/plain\r\n\r\n{}'],
  ['JSON that is none', 'Content-Length: 9\r\n\r\n{"jsonrpc'],
  ['a body of bytes that are no text', 'Content-Length: 4\r\n\r\n\xff\xfe\x00\x01'],
  ['an HTTP request', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
];

for (const [name, bytes] of endings) {
  test(`${name} ends the connection`, { timeout }, async (t) => {
    const raw = RawSidecar.start(t);
    await raw.initialize();
    raw.child.stdin!.write(Buffer.from(bytes, 'latin1'));
    await assertEndsCleanly(raw);
  });
}

test('a header without end ends the connection', { timeout }, async (t) => {
  const raw = RawSidecar.start(t);
  await raw.initialize();
  raw.child.stdin!.write(Buffer.alloc(64 * 1024, 'a'));
  await assertEndsCleanly(raw);
});

test('header after header without end ends the connection', { timeout }, async (t) => {
  const raw = RawSidecar.start(t);
  await raw.initialize();
  raw.child.stdin!.write(Buffer.from('X-Header: yes\r\n'.repeat(5000)));
  await assertEndsCleanly(raw);
});

test('a body of 100 MB ends the connection when it is announced', { timeout }, async (t) => {
  const raw = RawSidecar.start(t);
  await raw.initialize();
  raw.child.stdin!.write('Content-Length: 104857600\r\n\r\n');
  await assertEndsCleanly(raw);
});

test('a body of 100 MB that is really sent ends the connection and costs no memory', { timeout }, async (t) => {
  const raw = RawSidecar.start(t);
  await raw.initialize();
  const before = raw.peakKiB;
  raw.child.stdin!.write('Content-Length: 104857600\r\n\r\n');
  await raw.pour(Buffer.alloc(1 << 20, '{'), 100);
  await assertEndsCleanly(raw);
  assert.ok(raw.peakKiB - before < MEMORY_FOR_A_REQUEST_KIB, `${raw.peakKiB - before} KiB more`);
});

test('100 MB before initialize end the connection', { timeout }, async (t) => {
  const raw = RawSidecar.start(t);
  await raw.pour(Buffer.alloc(1 << 20, 'x'), 100);
  await assertEndsCleanly(raw);
});

test('a large request below the limit is answered', { timeout }, async (t) => {
  const raw = RawSidecar.start(t);
  await raw.initialize();
  raw.send({ id: 1, method: 'otatools/firmware/inspect', params: { path: 'x'.repeat(1 << 20) } });
  assert.equal((await raw.answer(1)).error?.code, 1301);
});

test('messages in pieces and many in one write are understood', { timeout }, async (t) => {
  const raw = RawSidecar.start(t);
  await raw.initialize();
  const frame = (id: number): string => {
    const body = JSON.stringify({ jsonrpc: '2.0', id, method: 'otatools/serving/state' });
    return `Content-Length: ${body.length}\r\n\r\n${body}`;
  };
  for (const byte of Buffer.from(frame(1))) {
    await new Promise((resolve) => raw.child.stdin!.write(Buffer.from([byte]), resolve));
  }
  raw.child.stdin!.write(frame(2) + frame(3) + frame(4));
  for (const id of [1, 2, 3, 4]) {
    assert.deepEqual((await raw.answer(id)).result, { serving: false });
  }
  assert.equal(raw.strayOutput, '');
});

test('JSON that is no request is answered with an error or ends the connection, never with a crash', { timeout }, async (t) => {
  for (const body of ['[]', '42', 'null', '"text"', '{}', '{"jsonrpc":"2.0","id":1}', '{"jsonrpc":"2.0","id":1,"method":7}', '{"jsonrpc":"2.0","id":{},"method":"x"}', '{"id":9,"result":1}', '{"jsonrpc":"2.0","id":9,"error":5}', '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{}}', '['.repeat(100_000)]) {
    await t.test(body.slice(0, 60), async (inner) => {
      const raw = RawSidecar.start(inner);
      await raw.initialize();
      raw.child.stdin!.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
      raw.send({ id: 77, method: 'otatools/serving/state' });
      // Whether it goes on or ends is its choice; either is clean.
      const alive = raw.answer(77).then(() => true);
      alive.catch(() => {});
      if (await within(Promise.race([alive, raw.exited.then(() => false)]), 'an answer or an end')) {
        raw.child.stdin!.end();
      }
      await assertEndsCleanly(raw);
    });
  }
});

test('a whole session leaves nothing but protocol on stdout and nothing on stderr', { timeout }, async (t) => {
  const raw = RawSidecar.start(t);
  await raw.initialize();
  raw.send({ method: 'initialized', params: {} });
  raw.send({ id: 1, method: 'otatools/serving/start', params: { root: '.', port: 0, address: '127.0.0.1' } });
  raw.send({ id: 2, method: 'otatools/device/info', params: { device: 'socket://127.0.0.1:1' } });
  raw.send({ id: 3, method: 'otatools/device/ports' });
  for (const id of [1, 2, 3]) {
    await raw.answer(id);
  }
  raw.send({ id: 4, method: 'otatools/serving/stop', params: {} });
  await raw.answer(4);
  raw.send({ id: 5, method: 'shutdown' });
  await raw.answer(5);
  raw.send({ method: 'exit' });
  assert.equal(await within(raw.exited, 'the end'), 0);
  assert.equal(raw.strayOutput, '');
  assert.equal(raw.stderr, '');
});
