import assert from 'node:assert/strict';
import { constants, createReadStream, lstatSync, mkdtempSync, openSync, readlinkSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { findPtyBridge, startPtyBridge } from '@otatools/simulator/cli/pty-bridge.js';
import { Bench } from './support/bench.js';

const unavailable = process.platform === 'win32' ? 'no pseudo-terminals here'
  : findPtyBridge() ? false : 'OtaTools.PtyBridge is not built';

/** Reads a terminal without blocking a thread for ever: the stream ends when the terminal hangs up. */
function collect(path: string): { text: () => string; ended: Promise<void> } {
  let text = '';
  const stream = createReadStream('', { fd: openSync(path, constants.O_RDONLY | constants.O_NOCTTY) });
  stream.on('data', (data) => (text += data.toString('latin1')));
  const ended = new Promise<void>((resolve) => stream.on('close', resolve).on('error', () => resolve()));
  return { text: () => text, ended };
}

test('a terminal carries the console both ways and hangs up when it is unplugged', { skip: unavailable, timeout: 20_000 }, async (t) => {
  const bench = await Bench.inRawMode(t);
  const folder = mkdtempSync(join(tmpdir(), 'otatools-pty-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const link = join(folder, 'board');
  const bridge = await startPtyBridge(bench.board.consolePort, link);
  t.after(() => bridge.close());
  assert.equal(bridge.path, link);
  assert.match(readlinkSync(link), /^\/dev\//);

  const seen = collect(link);
  const terminal = openSync(link, constants.O_WRONLY | constants.O_NOCTTY);
  const blob = Buffer.from(Array.from({ length: 3000 }, (_, i) => i & 0xff).filter((byte) => byte > 5));
  writeSync(terminal, `import sys, micropython\nmicropython.kbd_intr(-1)\nsys.stdout.buffer.write(b"go")\nd = sys.stdin.buffer.read(${blob.length})\nsys.stdout.buffer.write(d)\nsys.stdout.buffer.write(b"end")\x04`);
  await bench.console.readUntil('go');
  writeSync(terminal, blob);
  await bench.console.readUntil('end\x04\x04>');
  await bridge.close();
  await seen.ended;
  assert.ok(seen.text().includes(`go${blob.toString('latin1')}end\x04\x04>`));
  assert.throws(() => lstatSync(link));
});
