// The console as clients and people get it: in order, explained, into files, by lines.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Watch } from '../support/until.js';
import { deviceOf, startBoard } from './support/board.js';
import { refusal } from './support/client.js';
import { CommandLine } from './support/command-line.js';
import { ConsoleBench } from './support/console-bench.js';
import { temporaryFolder } from './support/folder.js';
import { printed } from './support/printed.js';

const timeout = 60_000;

describe('the console', { concurrency: 4 }, () => {
  test('says when an exchange has the line, in order with what is printed', { timeout }, async (t) => {
    const board = await startBoard(t);
    await printed(board, '>>> ');
    const bench = await ConsoleBench.open(t, deviceOf(board));
    await bench.send('print("before")\r');
    await bench.lines.line(/^before$/);
    await bench.sidecar.request('otatools/device/info', { device: bench.device });
    await bench.happened('busy', ({ busy }) => busy === false);
    await bench.send('print("after")\r');
    await bench.lines.line(/^after$/);
    assert.match(bench.text, /before[^]*«busy»[^]*«busy»[^]*after/);
    assert.equal(bench.skipped, 0);
  });

  test('explains a line, after it, once', { timeout }, async (t) => {
    const board = await startBoard(t);
    await printed(board, '>>> ');
    const bench = await ConsoleBench.open(t, deviceOf(board));
    await bench.send('print("Brown"+"out detector was triggered\\n" * 50)\r');
    const { line, explanation, level } = await bench.happened('explained');
    assert.deepEqual([line, level], ['Brownout detector was triggered', 'error']);
    assert.match(explanation!, /cable/);
    await bench.assertEvaluates();
    assert.equal(bench.events.filter(({ what }) => what === 'explained').length, 1);
  });

  test('is logged byte by byte, what was printed before included', { timeout }, async (t) => {
    const board = await startBoard(t);
    await printed(board, '>>> ');
    const bench = await ConsoleBench.open(t, deviceOf(board));
    const file = path.join(temporaryFolder(t), 'board.log');
    await bench.send('print("first \\u305b")\r');
    await bench.lines.line(/^first せ$/);
    const begun = await bench.sidecar.request<{ path: string; bytes: number }>('otatools/console/log', { device: bench.device, path: file });
    assert.equal(begun.path, file);
    assert.ok(begun.bytes > 0);
    await bench.send('import sys; _ = sys.stdout.buffer.write(bytes(range(128, 256)) + b"\\r\\n")\r');
    await bench.assertEvaluates();
    const ended = await bench.sidecar.request<{ path?: string; bytes: number }>('otatools/console/log', { device: bench.device });
    const logged = readFileSync(file);
    assert.deepEqual([ended.path, ended.bytes], [undefined, logged.length]);
    assert.ok(logged.includes('first せ') && logged.includes(Buffer.from(Array.from({ length: 128 }, (_, i) => 128 + i))));
  });

  test('goes on where its log cannot', { timeout, skip: existsSync('/dev/full') ? false : 'there is no /dev/full' }, async (t) => {
    const board = await startBoard(t);
    const bench = await ConsoleBench.open(t, deviceOf(board));
    await printed(board, '>>> ');
    const shown = new Watch<{ message: string }>();
    bench.sidecar.on<{ message: string }>('window/showMessage', (message) => shown.add(message));
    const folder = temporaryFolder(t);
    const { data } = await refusal(bench.sidecar.request('otatools/console/log', { device: bench.device, path: folder }));
    assert.equal(data?.reason, 'LocalFileFailed');
    await bench.sidecar.request('otatools/console/log', { device: bench.device, path: '/dev/full' });
    await bench.send('1\r');
    await shown.find(({ message }) => /\/dev\/full/.test(message), 'the end of the log');
    await bench.assertEvaluates();
  });

  test('on the command line: a log of everything, lines that are chosen and timed, and an explanation', { timeout }, async (t) => {
    const board = await startBoard(t);
    await printed(board, '>>> ');
    board.files.write('/main.py', Buffer.from('print("temperature 21")\nprint("noise")\nprint("MemoryError: memory allocation failed")\nprint("done")\n'));
    const file = path.join(temporaryFolder(t), 'board.log');
    const args = ['console', '--device', deviceOf(board), '--log', file, '--timestamps', '--filter', 'temp|done'];
    const run = CommandLine.start(t, args);
    await run.notes.line(/^Console of/);
    board.reset();
    await run.lines.line(/^\d\d:\d\d:\d\d\.\d{3} done$/);
    await run.notes.line(/^--- .*gc\.collect/);
    run.child.kill('SIGINT');
    const { stdout } = await run.finished;
    assert.match(stdout, /^[\d:.]+ temperature 21\r?\n[\d:.]+ done\r?\n$/);
    assert.match(readFileSync(file, 'utf8'), /temperature 21\r\nnoise\r\n/);
  });

  test('does not write over a log, but goes on at its end', { timeout }, async (t) => {
    const board = await startBoard(t);
    await printed(board, '>>> ');
    const file = path.join(temporaryFolder(t), 'board.log');
    writeFileSync(file, 'yesterday\n');
    const refused = await CommandLine.start(t, ['console', '--device', deviceOf(board), '--log', file]).finished;
    assert.equal(refused.code, 4);
    assert.match(refused.stderr, /--append/);
    const run = CommandLine.start(t, ['console', '--device', deviceOf(board), '--log', file, '--append', '--timestamps']);
    await run.notes.line(/^Console of/);
    board.reset();
    await run.lines.line(/^\d\d:\d\d:\d\d\.\d{3} MicroPython v/);
    run.child.kill('SIGINT');
    await run.finished;
    assert.match(readFileSync(file, 'utf8'), /^yesterday\n[^]*MicroPython v/);
  });

  test('a filter that is none is said before the port is opened', { timeout }, async (t) => {
    const { code, stderr } = await CommandLine.start(t, ['console', '--device', 'socket://127.0.0.1:9', '--filter', '(']).finished;
    assert.equal(code, 2);
    assert.match(stderr, /"\("/);
  });
});
