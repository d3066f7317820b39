import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench } from './support/bench.js';
import { errorOf } from './support/python.js';

const write = (path: string, bytes: number): string =>
  `with open("${path}", "wb") as f:\n    for i in range(${bytes / 1024}): f.write(bytes(1024))`;

test('a full file system takes what still fits, and ENOSPC comes in the middle of what does not', async (t) => {
  const bench = await Bench.inRawMode(t);
  bench.board.files.write('/old', Buffer.from('kept'));
  bench.board.injectFault({ kind: 'full-file-system', freeBytes: 16 * 1024 });
  assert.equal(await bench.print('import os\nprint(os.statvfs("/")[3])'), '4');
  assert.equal(await bench.print(`n = 0${errorOf('f = open("/old", "wb")\nwhile True: n += f.write(bytes(1024))')}\nprint(n)\nf.close()`), '(28,)\n16384');
  assert.equal(String(bench.board.files.read('/old')), 'kept', 'a file that failed is not written');
  await bench.print(write('/new', 8192));
  assert.equal(await bench.print(errorOf(write('/more', 12288))), '(28,)');
  assert.equal(await bench.print(`import os\nos.remove("/new")\nos.mkdir("/folder")\n${write('/folder/more', 12288)}\nprint(os.statvfs("/")[3])`), '0');
  assert.equal(await bench.print(errorOf('os.mkdir("/another")')), '(28,)');
  bench.board.injectFault({ kind: 'clear' });
  await bench.print(write('/large', 100 * 1024));
});

test('a file system becomes full under a program that is at it', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print('f = open("/log", "wb")\nprint(f.write(bytes(5000)))\nf.flush()');
  bench.board.injectFault({ kind: 'full-file-system' });
  assert.equal(await bench.print(errorOf('f.write(bytes(5000))')), '(28,)');
});

test('what a test puts there or takes away is seen at once', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print('import os\nos.mkdir("/d")\nopen("/d/a", "w").close()');
  bench.board.files.delete('/d');
  assert.equal(await bench.print(`print(os.listdir("/"))${errorOf('open("/d/a")')}\nos.mkdir("/d")\nopen("/d/a", "w").close()`), '[]\n(2,)');
  bench.board.files.delete('/d/a');
  await bench.print('f = open("/d/a", "w")\nf.write("new")\nos.rename("/d/a", "/b")\nf.close()');
  assert.deepEqual([String(bench.board.files.read('/b')), bench.board.files.read('/d')], ['new', []]);
});

test('a file that is removed while it is open stays removed', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print('import os\nos.mkdir("/d")\nf = open("/d/a", "w")\nf.write("1")\nos.remove("/d/a")\nos.rmdir("/d")\nf.close()');
  await bench.print('f = open("/a", "w")\nf.write("1")\nos.remove("/a")\ng = open("/a", "w")\ng.write("2")\ng.close()\nf.close()');
  assert.equal(String(bench.board.files.read('/a')), '2');
});

test('the power goes after the chosen change of the file system', async (t) => {
  const bench = await Bench.inRawMode(t);
  const program = 'import os\nos.mkdir("/d")\nf = open("/d/a", "w")\nf.write("1")\nf.close()\nos.rename("/d/a", "/b")\nos.remove("/b")\nos.rmdir("/d")';
  bench.board.resetCounters();
  await bench.print(program);
  assert.equal(bench.board.counters().fileOperations, 6);
  const states: [string[], string[] | null][] = [[['d'], []], [['d'], ['a']], [['d'], ['a']], [['b', 'd'], []], [['d'], []], [[], null]];
  for (const [index, [root, folder]] of states.entries()) {
    bench.board.injectFault({ kind: 'power-cut', afterFileOperations: index + 1 });
    await bench.launch(program);
    await bench.reenterRawMode({ boots: index + 2 });
    assert.deepEqual([bench.board.files.read('/'), bench.board.files.read('/d')], [root, folder], `after ${index + 1}`);
    bench.board.files.delete('/b');
    bench.board.files.delete('/d');
  }
});

test('a file system that is read-only can be read', async (t) => {
  const bench = await Bench.inRawMode(t);
  bench.board.files.write('/a', Buffer.from('kept'));
  bench.board.injectFault({ kind: 'read-only-file-system' });
  for (const change of ['open("/a", "w")', 'open("/b", "w")', 'os.remove("/a")', 'os.mkdir("/c")', 'os.rename("/a", "/b")'])
    assert.equal(await bench.print(`import os${errorOf(change)}`), '(30,)', change);
  assert.equal(await bench.print('print(open("/a").read(), os.listdir("/"))'), "kept ['a']");
});
