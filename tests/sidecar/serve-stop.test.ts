// Ctrl-C while a board downloads: the first one waits for it, the second one cuts it and says so.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { CommandLine } from './support/command-line.js';
import { imageFile } from './support/folder.js';

const options = { timeout: 60_000, skip: process.platform === 'win32' };
const MAC = '24:0a:c4:00:00:01';

/** A board that has the beginning of an image and takes no more for now. */
async function downloading(test: TestContext): Promise<{ run: CommandLine; board: Socket }> {
  const run = CommandLine.start(test, ['serve', path.dirname(imageFile(test, { size: 16_000_000 })), '--port', '0', '--address', '127.0.0.1', '--json']);
  const { port } = JSON.parse(await run.lines.line(/"serving":true/)) as { port: number };
  const board = connect(port, '127.0.0.1').pause();
  board.on('error', () => {});
  test.after(() => board.destroy());
  board.write(`GET /new.app-bin HTTP/1.0\r\nx-ESP32-STA-MAC: ${MAC}\r\n\r\n`);
  await run.lines.line(/"state":"running"/);
  return { run, board };
}

test('Ctrl-C waits for the board that downloads', options, async (t) => {
  const { run, board } = await downloading(t);
  run.child.kill('SIGINT');
  await run.notes.line(new RegExp(`Waiting.*${MAC}`));
  board.resume();
  await once(board, 'close');
  const { code, stdout, stderr } = await run.finished;
  assert.equal(code, 0);
  assert.match(stdout, /"state":"done"/);
  assert.doesNotMatch(stderr, /Cut/);
});

test('a second Ctrl-C cuts it, and says which board', options, async (t) => {
  const { run } = await downloading(t);
  run.child.kill('SIGINT');
  await run.notes.line(new RegExp(`Waiting.*${MAC}`));
  run.child.kill('SIGINT');
  const { code, stderr } = await run.finished;
  assert.equal(code, 0);
  assert.match(stderr, new RegExp(`Cut: ${MAC}`));
});
