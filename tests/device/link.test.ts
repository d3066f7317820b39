// The board's end of the link, by a host that shares no code with the product's.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import { type BoardOptions, SimulatedBoard } from '@otatools/simulator';
import { BoardLink, snippet } from './support/board-link.js';
import { RawLink } from './support/raw-link.js';

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, value) => value));
const nastyPairs = Buffer.from([0x10, 0x43, 0x10, 0x50, 0x03, 0x10, 0x10, 0x03, 0x43, 0x50, 0x10, 0x10, 0x10, 0x04, 0x01, 0x05, 0x06]);

async function linked(t: TestContext, options: BoardOptions = {}): Promise<{ raw: RawLink; link: BoardLink; board: SimulatedBoard }> {
  const board = await SimulatedBoard.start(options);
  t.after(() => board.close());
  assert.ok(await board.waitFor({ console: '>>> ' }), 'the board is at its prompt');
  const raw = await RawLink.open(t, board.consolePort);
  return { raw, link: await BoardLink.start(raw), board };
}

const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
const hashed = 'import hashlib\nresult = hashlib.sha256(data).digest()';
const counted = 'times = globals().get("times", 0) + 1\nresult = b"%d" % times';

for (const micropython of ['oldest', 'default', 'newest'] as const) {
  // At a UART's pace, with its ring of 260 bytes.
  test(`a message of any bytes arrives as it was sent (${micropython} MicroPython)`, async (t) => {
    const { link, board } = await linked(t, { micropython });
    for (const data of [everyByte, nastyPairs, Buffer.alloc(0), Buffer.alloc(1, 3), Buffer.alloc(700, 0x10), Buffer.concat([everyByte, everyByte, everyByte])]) {
      const { raised, body } = await link.message(hashed, data);
      assert.deepEqual([raised, body], [false, sha256(data)]);
    }
    assert.equal(board.counters().uart.lost, 0);
  });
}

test('a frame that came damaged is refused, and the board says from where it is to be sent again', async (t) => {
  const { link } = await linked(t, { link: 'usb' });
  const [first, second] = link.frames(hashed, Buffer.concat([everyByte, everyByte, everyByte])) as [Buffer, Buffer];
  await link.send(first);
  const damaged = Buffer.from(second);
  damaged[40]! ^= 1;
  await link.send(damaged);
  await link.refused();
  assert.deepEqual(await link.status(), { number: 0, length: first.length - 12 });
  await link.send(second);
  assert.equal((await link.answer()).raised, false);
});

test('a message that comes twice is done once, and its answer can be had again', async (t) => {
  const { link } = await linked(t, { link: 'usb' });
  const [frame] = link.frames(counted, Buffer.alloc(0)) as [Buffer];
  await link.send(frame);
  assert.equal((await link.answer()).body.toString(), '1');
  await link.send(frame);
  await link.refused();
  assert.equal((await link.again()).body.toString(), '1');
  assert.equal((await link.message(counted)).body.toString(), '2');
});

test('code that raises answers with its traceback, and the link goes on', async (t) => {
  const { link } = await linked(t, { link: 'usb' });
  const { raised, body } = await link.message('open("/none")');
  assert.ok(raised);
  assert.match(body.toString(), /Traceback[^]*ENOENT/);
  assert.equal((await link.message('result = b"on"')).body.toString(), 'on');
});

test('a Ctrl-C in the middle of a frame ends the link and leaves the REPL', async (t) => {
  const { raw, link } = await linked(t, { link: 'usb' });
  raw.write(link.frames(hashed, everyByte)[0]!.subarray(0, 40));
  raw.write('\x03');
  await assert.rejects(raw.finish(), /KeyboardInterrupt/);
  // A byte that came just before the Ctrl-C may wait there still: at the raw prompt another one clears the line.
  assert.equal(await raw.execute('\x03print(6 * 7)'), '42\r\n');
});

test('a file is written from pieces of several messages, and its hash is that of the written file', async (t) => {
  const { link, board } = await linked(t, { link: 'usb' });
  const put = async (code: string, first: number, last: number, content: Buffer): Promise<Buffer> => {
    const { raised, body } = await link.message(code, Buffer.concat([Buffer.from(`[["/new/x", ${content.length}, ${first}, ${last}]]\n`), content]));
    assert.equal(raised, false, body.toString());
    return body;
  };
  assert.equal((await put(`${snippet('files')}\n${snippet('put')}\nresult = _put(data)`, 1, 0, everyByte)).length, 0);
  const whole = Buffer.concat([everyByte, nastyPairs]);
  assert.deepEqual(await put('result = _put(data)', 0, 1, nastyPairs), sha256(whole));
  assert.deepEqual(board.files.read('/new/x'), whole);
});
