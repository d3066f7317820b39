import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { type BoardOptions, SimulatedBoard } from '@otatools/simulator';
import { root } from '../support/paths.js';
import { ACK, NAK, RawLink } from './support/raw-link.js';

const snippet = (name: string): string => readFileSync(path.join(root, 'server/device/snippets', `${name}.py`), 'utf8');
const everyByte = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
const nastyPairs = Buffer.from([0x10, 0x43, 0x10, 0x50, 0x03, 0x10, 0x10, 0x03, 0x43, 0x50, 0x10, 0x10, 0x10, 0x04, 0x01, 0x05, 0x06]);

async function linked(t: TestContext, options: BoardOptions = {}): Promise<[RawLink, SimulatedBoard]> {
  const board = await SimulatedBoard.start(options);
  t.after(() => board.close());
  assert.ok(await board.waitFor({ console: '>>> ' }), 'the board is at its prompt');
  const link = await RawLink.open(t, board.consolePort);
  assert.match(await link.execute(snippet('link')), /^[01]\r\n$/);
  return [link, board];
}

const shown = 'd = _block()\nprint(len(d), binascii.hexlify(hashlib.sha256(d).digest()).decode())';
const expected = (data: Buffer): string => `${data.length} ${createHash('sha256').update(data).digest('hex')}\r\n`;

for (const micropython of ['oldest', 'default', 'newest'] as const) {
  // At a UART's pace, with its ring of 260 bytes.
  test(`a block of any bytes arrives as it was sent (${micropython} MicroPython)`, async (t) => {
    const [link, board] = await linked(t, { micropython });
    for (const data of [everyByte, nastyPairs, Buffer.alloc(0), Buffer.alloc(1, 3), Buffer.alloc(700, 0x10), Buffer.concat([everyByte, everyByte])]) {
      await link.start(shown);
      assert.equal(await link.sendBlock(data), ACK);
      assert.equal(await link.finish(), expected(data));
    }
    assert.equal(board.counters().uart.lost, 0);
  });
}

test('a block that came damaged is asked for again', async (t) => {
  const [link] = await linked(t);
  await link.start(shown);
  assert.equal(await link.sendBlock(everyByte, '00000000'), NAK);
  assert.equal(await link.sendBlock(everyByte), ACK);
  assert.equal(await link.finish(), expected(everyByte));
});

test('a Ctrl-C in the middle of a block ends the call and leaves the REPL', async (t) => {
  const [link] = await linked(t);
  await link.start(shown);
  link.write('00780000');
  link.write('\x03');
  await assert.rejects(link.finish(), /KeyboardInterrupt/);
  // A byte that came just before the Ctrl-C may wait there still: at the raw prompt another one clears the line.
  assert.equal(await link.execute('\x03print(6 * 7)'), '42\r\n');
});

test('a file is written from its blocks, and its hash is that of the written file', async (t) => {
  const [link, board] = await linked(t, { link: 'usb' });
  assert.equal(await link.execute(snippet('files')), '');
  await link.start('_put()');
  assert.equal(await link.sendBlock(Buffer.from(JSON.stringify({ path: '/x.new', blocks: 2, window: 0 }))), ACK);
  assert.equal(await link.sendBlock(everyByte), ACK);
  assert.equal(await link.sendBlock(nastyPairs), ACK);
  const whole = Buffer.concat([everyByte, nastyPairs]);
  assert.match(await link.finish(), new RegExp(createHash('sha256').update(whole).digest('hex')));
  assert.deepEqual(board.files.read('/x.new'), whole);
});

test('a file whose transfer is broken off is not left behind', async (t) => {
  const [link, board] = await linked(t, { link: 'usb' });
  await link.execute(snippet('files'));
  await link.start('_put()');
  await link.sendBlock(Buffer.from(JSON.stringify({ path: '/x.new', blocks: 2, window: 0 })));
  await link.sendBlock(everyByte);
  link.write('\x03');
  await assert.rejects(link.finish(), /KeyboardInterrupt/);
  assert.equal(board.files.read('/x.new'), null);
});
