// A crowd of boards on one server, with real bytes: in CI a small one, with OTATOOLS_SWEEP=1 a thousand.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { root } from '../support/paths.js';
import { inFull, tellRow } from '../support/sampling.js';
import { Lines } from '../support/until.js';
import { CommandLine } from './support/command-line.js';
import { imageFile } from './support/folder.js';

const crowd = inFull
  ? { boards: 1000, size: 1_447_440, rate: 50_000, halfOpen: 300, seconds: 180 }
  : { boards: 200, size: 1_447_440, rate: 250_000, halfOpen: 60, seconds: 60 };
const options = { timeout: (crowd.seconds + 60) * 1000, skip: process.platform === 'win32' };
const NAME = 'new.app-bin';
const program = path.join(root, 'tests/bench/Boards/bin/Release/net10.0/Boards.dll');

interface Result {
  failed: number;
  resumed: number;
  seconds: number;
  causes: Record<string, number>;
}

async function serve(test: TestContext, folder: string, port = 0): Promise<{ run: CommandLine; port: number }> {
  const run = CommandLine.start(test, ['serve', folder, '--port', `${port}`, '--address', '127.0.0.1', '--json'], {}, options.timeout);
  const state = JSON.parse(await run.lines.line(/"serving":true/)) as { port: number };
  return { run, port: state.port };
}

/** Connections that begin a request and never end it. */
function halfOpen(test: TestContext, port: number, count: number): Socket[] {
  const sockets = Array.from({ length: count }, () => connect(port, '127.0.0.1').on('error', () => {}));
  sockets.forEach((socket) => socket.write('GET /new.app-bin HTTP/1.1\r\nHost: a\r\nX: '));
  test.after(() => sockets.forEach((socket) => socket.destroy()));
  return sockets;
}

function startBoards(test: TestContext, port: number, image: Buffer): { lines: Lines; child: ChildProcess } {
  const hash = createHash('sha256').update(image).digest('hex');
  const child = spawn('dotnet', [program, ...[port, `/${NAME}`, crowd.boards, crowd.rate, crowd.seconds, hash, 'resume'].map(String)], { stdio: ['ignore', 'pipe', 'inherit'] });
  test.after(() => child.kill('SIGKILL'));
  const lines = new Lines();
  child.stdout!.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  return { lines, child };
}

test('a crowd of boards, half-open connections beside them, and the server killed in the middle: every image is whole and right', options, async (t) => {
  const file = imageFile(t, { size: crowd.size }, NAME);
  const image = readFileSync(file);
  const first = await serve(t, path.dirname(file));
  halfOpen(t, first.port, crowd.halfOpen);
  const { lines } = startBoards(t, first.port, image);
  // A killed server's system still delivers what it was given for each board: half a megabyte and less. So: well before the end.
  const some = (crowd.boards * image.length) / 4;
  await lines.find((line) => line.startsWith('{"received"') && (JSON.parse(line) as { received: number }).received > some, 'a quarter of all bytes', crowd.seconds * 1000);

  first.run.child.kill('SIGKILL');
  await first.run.finished;
  await serve(t, path.dirname(file), first.port);
  halfOpen(t, first.port, crowd.halfOpen);

  const result = JSON.parse(await lines.line(/"failed"/, crowd.seconds * 1000)) as Result;
  assert.deepEqual([result.failed, result.causes], [0, {}]);
  assert.ok(result.resumed > crowd.boards / 2, `${result.resumed} boards went on where they were`);
  tellRow(t, `load: ${crowd.boards} boards at ${crowd.rate} B/s, ${crowd.halfOpen} half-open connections, the server killed once: all right, ${result.resumed} by resuming, ${result.seconds.toFixed(0)} s`);
});

test('boards that take nothing cost little more than their socket, and what stands half open is ended by the server', { ...options, skip: options.skip || process.platform !== 'linux' }, async (t) => {
  const stalled = inFull ? 500 : 100;
  const { run, port } = await serve(t, path.dirname(imageFile(t, { size: 8_000_000 }, NAME)));
  const resident = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${run.child.pid}/status`, 'latin1'))![1]);
  const download = async (): Promise<number> => (await (await fetch(`http://127.0.0.1:${port}/${NAME}`)).arrayBuffer()).byteLength;
  const length = await download();
  const before = resident();
  const opened = halfOpen(t, port, 20);
  const boards = Array.from({ length: stalled }, () => connect(port, '127.0.0.1').on('error', () => {}).pause());
  t.after(() => boards.forEach((board) => board.destroy()));
  boards.forEach((board, number) => board.write(`GET /${NAME} HTTP/1.0\r\nx-ESP32-STA-MAC: 24:0a:c4:00:${hex(number >> 8)}:${hex(number & 255)}\r\n\r\n`));
  for (let number = 0; number < stalled; number++) {
    await run.lines.line(new RegExp(`"board":"24:0a:c4:00:${hex(number >> 8)}:${hex(number & 255)}".*"state":"running"`));
  }
  assert.equal(await download(), length);
  const each = (resident() - before) / stalled;
  assert.ok(each < 100, `${each.toFixed(0)} KiB for each board that takes nothing`);
  if (!inFull) return; // it takes the 15 s that a head may take
  await Promise.all(opened.map((socket) => socket.closed || new Promise((resolve) => socket.once('close', resolve).resume())));
});

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
