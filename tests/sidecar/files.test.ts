// Any files, to a board and back: whatever happens on the way, each is old or new, and "uploaded" means that it is there.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { BoardOptions, Fault, SimulatedBoard } from '@otatools/simulator';
import { Sidecar } from '../support/sidecar.js';
import { deviceOf, reach, startBoard, temporaryFiles } from './support/board.js';
import { refusal } from './support/client.js';
import { otatools, resultOf } from './support/command-line.js';
import { temporaryFolder } from './support/folder.js';
import { printed } from './support/printed.js';

const timeout = 60_000;
const noise = randomBytes(9000);
const old = Buffer.from('# an older one\n'.repeat(10));
let sidecar: Sidecar;

before(async () => {
  sidecar = await Sidecar.start();
});

after(() => sidecar.kill());

interface Outcome {
  readonly files: { readonly path: string; readonly change: 'new' | 'changed' | 'unchanged'; readonly bytes: number }[];
}

/** A board at its prompt, and files of this computer by their paths on it. */
class Bench {
  private constructor(readonly board: SimulatedBoard, private readonly folder: string) {}

  static async start(t: TestContext, options: BoardOptions = {}): Promise<Bench> {
    const board = await startBoard(t, options);
    await printed(board, '>>> ');
    return new Bench(board, temporaryFolder(t));
  }

  put(files: Readonly<Record<string, Buffer>>, cancel?: CancellationTokenSource): Promise<Outcome> {
    const given = Object.entries(files).map(([target, content], index) => {
      const source = path.join(this.folder, String(index));
      writeFileSync(source, content);
      return { source, target };
    });
    return this.request('put', { files: given }, cancel);
  }

  request<T>(method: string, params: object, cancel?: CancellationTokenSource): Promise<T> {
    return sidecar.request(`otatools/files/${method}`, { device: deviceOf(this.board), timeoutSeconds: 20, ...params }, cancel?.token);
  }

  assertHas(files: Readonly<Record<string, Buffer>>): void {
    for (const [file, content] of Object.entries(files)) {
      const found = this.board.files.read(file);
      assert.ok(Buffer.isBuffer(found) && found.equals(content), `${file} is not what was sent`);
    }
    assert.deepEqual(temporaryFiles(this.board), []);
  }

  async assertPrompt(): Promise<void> {
    const from = this.board.console.length;
    await sidecar.request('otatools/console/send', { device: deviceOf(this.board), text: 'print(6*7)\r' });
    await printed(this.board, '42\r\n>>> ', from);
  }
}

const changesOf = ({ files }: Outcome): Record<string, string> => Object.fromEntries(files.map((file) => [file.path, file.change]));

describe('files', { concurrency: 3 }, () => {
  for (const options of [{ link: 'uart' }, { link: 'usb', micropython: 'oldest' }, { link: 'usb', micropython: 'newest' }, { link: 'uart', rawPaste: false }] as const) {
    test(`of any names and bytes go there, into folders, and come back (${JSON.stringify(options)})`, { timeout }, async (t) => {
      const bench = await Bench.start(t, options);
      const files = {
        '/main.py': old, '/lib/net/温度 "x" \'y\'.py': noise, '/lib/empty': Buffer.alloc(0), '/lib/zeros': Buffer.alloc(20_000), '/boot.py': Buffer.from('print("mine")\n'),
      };
      assert.deepEqual(new Set(Object.values(changesOf(await bench.put(files)))), new Set(['new']));
      bench.assertHas(files);
      assert.equal(bench.board.counters().uart.lost, 0);
      bench.board.resetCounters();
      assert.deepEqual(new Set(Object.values(changesOf(await bench.put(files)))), new Set(['unchanged']));
      assert.deepEqual(bench.board.counters().fs, { writes: 0, bytesWritten: 0 });
      const target = temporaryFolder(t);
      await bench.request('get', { path: '/lib', target });
      assert.ok(readFileSync(path.join(target, 'lib/net/温度 "x" \'y\'.py')).equals(noise));
      assert.equal(readFileSync(path.join(target, 'lib/zeros')).length, 20_000);
      await bench.assertPrompt();
    });
  }

  test('a board without deflate gets them as they are', { timeout }, async (t) => {
    const bench = await Bench.start(t);
    bench.board.files.write('/boot.py', Buffer.from('import sys\nsys.modules["deflate"] = sys\n'));
    bench.board.reset();
    await reach(bench.board, { 'boots>': 1 });
    await printed(bench.board, '>>> ', bench.board.console.indexOf('>>> ') + 4);
    await bench.put({ '/x': noise, '/y': old });
    bench.assertHas({ '/x': noise, '/y': old });
  });

  test('what is listed is what is there, and what is removed is gone', { timeout }, async (t) => {
    const bench = await Bench.start(t);
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`/many/${'x'.repeat(40)}${i}`, old]));
    await bench.put({ '/a.py': old, ...many });
    const entries = async (params: object): Promise<string[]> =>
      (await bench.request<{ entries: { path: string; size: number; folder: boolean }[] }>('list', params)).entries.map((e) => `${e.path} ${e.size} ${e.folder}`);
    assert.deepEqual(await entries({}), ['/a.py 150 false', '/many 0 true']);
    assert.equal((await entries({ recursive: true })).length, 62);
    assert.deepEqual(await entries({ path: '/a.py' }), ['/a.py 150 false']);
    assert.equal((await refusal(bench.request('remove', { paths: ['/a.py', '/many'] }))).data?.reason, 'BoardPathInvalid');
    assert.equal((await refusal(bench.request('remove', { paths: ['/a.py', '/none'] }))).data?.reason, 'BoardFileNotFound');
    assert.equal((await refusal(bench.request('remove', { paths: ['/'], recursive: true }))).data?.reason, 'BoardPathInvalid');
    assert.equal((await entries({})).length, 2, 'nothing goes where one cannot');
    assert.deepEqual(await bench.request('remove', { paths: ['/many', '/a.py'], recursive: true }), { removed: [{ path: '/many', count: 61 }, { path: '/a.py', count: 1 }] });
    assert.deepEqual(bench.board.files.read('/'), []);
    assert.equal((await refusal(bench.request('list', { path: '/none' }))).data?.reason, 'BoardFileNotFound');
  });

  test('paths that cannot be are named before anything is written', { timeout }, async (t) => {
    const bench = await Bench.start(t);
    await bench.put({ '/folder/x': old, '/file': old });
    bench.board.resetCounters();
    for (const target of ['', '/../x', '/folder', '/folder/', '/file/x', `/${'é'.repeat(128)}`]) {
      assert.equal((await refusal(bench.put({ [target]: noise }))).data?.reason, 'BoardPathInvalid', target);
    }
    assert.equal((await refusal(bench.request('put', { files: [{ source: '/not/there', target: '/x' }] }))).data?.reason, 'LocalFileFailed');
    assert.deepEqual(bench.board.counters().fs, { writes: 0, bytesWritten: 0 });
  });

  const limits: [string, Fault, RegExp][] = [
    ['full', { kind: 'full-file-system', freeBytes: 4096 }, /bytes free/], ['read-only', { kind: 'read-only-file-system' }, /read-only/],
  ];
  for (const [name, fault, said] of limits) {
    test(`a ${name} file system is named, and everything stays as it was`, { timeout }, async (t) => {
      const bench = await Bench.start(t);
      bench.board.files.write('/x', old);
      bench.board.injectFault(fault);
      const error = await refusal(bench.put({ '/y': old, '/x': noise }));
      assert.equal(error.data?.reason, 'DeviceFileSystem');
      assert.match(error.message, said);
      bench.assertHas({ '/x': old });
      assert.equal(bench.board.files.read('/y'), null);
      bench.board.injectFault({ kind: 'clear' });
      await bench.put({ '/x': noise });
      bench.assertHas({ '/x': noise });
    });
  }

  // In the folder for what is not finished, in its files, at each rename, and when the folder goes.
  for (const afterFileOperations of [1, 3, 5, 6, 7]) {
    test(`a power cut after change ${afterFileOperations} of the file system leaves old or new, and the upload goes on when the board is back`, { timeout }, async (t) => {
      const bench = await Bench.start(t);
      bench.board.files.write('/x', old);
      bench.board.injectFault({ kind: 'power-cut', afterFileOperations });
      await bench.put({ '/x': noise, '/lib/y': noise });
      assert.equal(bench.board.state().boots, 2);
      bench.assertHas({ '/x': noise, '/lib/y': noise });
    });
  }

  for (const afterBytes of [300, 1500, 3000, 6000, 11_000]) {
    test(`a cable pulled after ${afterBytes} bytes leaves old or new, and the next upload cleans up`, { timeout }, async (t) => {
      const bench = await Bench.start(t);
      bench.board.files.write('/x', old);
      bench.board.injectFault({ kind: 'link-loss', afterBytes });
      await bench.put({ '/x': noise }).catch(() => {});
      const left = bench.board.files.read('/x') as Buffer;
      assert.ok(left.equals(old) || left.equals(noise));
      bench.board.injectFault({ kind: 'link-restore' });
      await bench.put({ '/x': noise, '/y': old });
      bench.assertHas({ '/x': noise, '/y': old });
    });
  }

  test('an upload that is cancelled leaves the old file, no half one, and the prompt', { timeout }, async (t) => {
    const bench = await Bench.start(t, { link: 'uart' });
    bench.board.files.write('/x', old);
    bench.board.resetCounters();
    const cancel = new CancellationTokenSource();
    const cancelled = refusal(bench.put({ '/x': noise }, cancel));
    await reach(bench.board, { 'uartReceived>': 5000 });
    cancel.cancel();
    assert.equal((await cancelled).code, -32800);
    bench.assertHas({ '/x': old });
    await bench.assertPrompt();
  });
});

test('upload, ls, cat, get and rm do what they say', { timeout }, async (t) => {
  const board = await startBoard(t);
  const device = ['--device', deviceOf(board)];
  const folder = temporaryFolder(t);
  for (const name of ['app/.git', 'app/__pycache__', 'app/lib']) mkdirSync(path.join(folder, name), { recursive: true });
  for (const name of ['app/.git/x', 'app/__pycache__/y', 'app/main.py', 'app/lib/data.bin', 'app/.DS_Store']) writeFileSync(path.join(folder, name), noise);
  if (process.platform !== 'win32') {
    symlinkSync('main.py', path.join(folder, 'app/again.py'));
    symlinkSync('/etc/hostname', path.join(folder, 'app/outside'));
    symlinkSync('..', path.join(folder, 'app/round'));
  }
  const names = ['/x/app/again.py', '/x/app/lib/data.bin', '/x/app/main.py'].filter((name) => process.platform !== 'win32' || !name.includes('again'));
  const up = await otatools(t, ['upload', path.join(folder, 'app'), '--to', 'x', '--json', ...device]);
  assert.equal(up.code, 0, up.stderr);
  assert.deepEqual(resultOf<Outcome>(up).files.map((file) => file.path), names);
  assert.match((await otatools(t, ['upload', `${path.join(folder, 'app')}${path.sep}`, '--to', '/x/app', ...device])).stdout, /unchanged +\/x\/app\/main\.py/);
  assert.match((await otatools(t, ['ls', '-r', ...device])).stdout, /9,000 \/x\/app\/lib\/data\.bin/);
  const cat = await otatools(t, ['cat', '/x/app/main.py', '--json', ...device]);
  assert.ok(Buffer.from(resultOf<{ base64: string }>(cat).base64, 'base64').equals(noise));
  const local = path.join(folder, 'back');
  assert.equal((await otatools(t, ['get', '/x/app/main.py', local, ...device])).code, 0);
  assert.ok(readFileSync(local).equals(noise));
  assert.equal((await otatools(t, ['rm', '/x', ...device])).code, 4);
  assert.match((await otatools(t, ['rm', '-r', '/x', ...device])).stdout, /\/x removed/);
  const gone = await otatools(t, ['cat', '/x/app/main.py', ...device]);
  assert.equal(gone.code, 4);
  assert.match(gone.stderr, /otatools ls/);
  assert.equal((await otatools(t, ['upload', local, '--boot-py', 'hook', ...device])).code, 8);
});
