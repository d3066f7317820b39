// A folder's firmware, told as it changes: through the reference JSON-RPC client.
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { buildAppImage, buildFullFlash } from '@otatools/simulator';
import type { Sidecar } from '../support/sidecar.js';
import { Watch } from '../support/until.js';
import { deviceOf, startBoard } from './support/board.js';
import { refusal, startSidecar } from './support/client.js';
import { temporaryFolder } from './support/folder.js';

const timeout = 60_000;

interface File {
  readonly path: string;
  readonly relative: string;
  readonly urlPath: string;
  readonly arriving: boolean;
  readonly kind?: string;
  readonly name?: string;
  readonly sortKey: string;
  readonly verdict?: { readonly title: string; readonly usable: boolean; readonly slotPercent?: number };
}

interface Change {
  readonly root: string;
  readonly reset: boolean;
  readonly files: readonly File[];
  readonly removed: readonly string[];
  readonly complete: boolean;
  readonly truncated: boolean;
}

/** The list as a client keeps it, after each notification. */
function follow(sidecar: Sidecar): Watch<{ change: Change; files: File[] }> {
  const seen = new Watch<{ change: Change; files: File[] }>();
  const files = new Map<string, File>();
  sidecar.on<Change>('otatools/firmware/catalogue', (change) => {
    if (change.reset) {
      files.clear();
    }
    change.removed.forEach((file) => files.delete(file));
    change.files.forEach((file) => files.set(file.path, file));
    seen.add({ change, files: [...files.values()].sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1)) });
  });
  return seen;
}

const app = buildAppImage();

function folderWith(t: TestContext, files: Record<string, Buffer>): string {
  const root = temporaryFolder(t);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

test('a folder is told at once, and then what comes, changes and goes', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  const seen = follow(sidecar);
  const root = folderWith(t, { 'OTA/x.app-bin': app, 'full.bin': buildFullFlash(app, '4MiB-ota'), 'node_modules/a/y.app-bin': app });
  assert.deepEqual(await sidecar.request('otatools/firmware/watch', { root }), { root });
  const { change } = await seen.find(({ change }) => change.complete, 'the first list');
  // What was written just now might be on its way still.
  const { files } = await seen.find(({ change, files }) => change.complete && files.every((file) => !file.arriving), 'all judged');
  assert.deepEqual(files.map((file) => [file.relative, file.urlPath, file.kind, file.verdict?.usable]), [['OTA/x.app-bin', '/OTA/x.app-bin', 'app', true], ['full.bin', '/full.bin', 'fullFlash', false]]);
  assert.match(files[0]!.name ?? '', /^v1\.26\.0 · ESP32_GENERIC-OTA$/);
  assert.deepEqual([change.root, change.truncated], [root, false]);

  renameSync(path.join(root, 'OTA'), path.join(root, 'new'));
  await seen.find(({ files }) => files.map((file) => file.relative).join() === 'new/x.app-bin,full.bin', 'the renamed folder');
  rmSync(path.join(root, 'full.bin'));
  const { change: last } = await seen.find(({ files }) => files.map((file) => file.relative).join() === 'new/x.app-bin', 'the removed file');
  assert.deepEqual([last.files, last.removed], [[], [path.join(root, 'full.bin')]]);
  assert.equal(sidecar.stderr, '');
});

test('a file that arrives in pieces is arriving until it is whole', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  const seen = follow(sidecar);
  const root = folderWith(t, {});
  await sidecar.request('otatools/firmware/watch', { root });
  writeFileSync(path.join(root, 'x.app-bin'), app.subarray(0, 50_000));
  await seen.find(({ files }) => files[0]?.arriving === true && files[0].verdict === undefined, 'arriving');
  appendFileSync(path.join(root, 'x.app-bin'), app.subarray(50_000));
  await seen.find(({ files }) => files[0]?.arriving === false && files[0].verdict?.usable === true, 'whole');
});

test('what is learnt of a board is told of every file, without asking for it', { timeout }, async (t) => {
  const board = await startBoard(t);
  const sidecar = await startSidecar(t);
  const seen = follow(sidecar);
  const root = folderWith(t, { 'x.app-bin': app });
  await sidecar.request('otatools/firmware/watch', { root, device: deviceOf(board) });
  const { files } = await seen.find(({ change }) => change.complete, 'the first list');
  assert.equal(files[0]!.verdict?.slotPercent, undefined);
  await sidecar.request('otatools/device/info', { device: deviceOf(board) });
  await seen.find(({ files }) => typeof files[0]?.verdict?.slotPercent === 'number', 'the fit');
});

test('a folder with many files comes in pages, one that is not watched any more not at all', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  const seen = follow(sidecar);
  const root = folderWith(t, Object.fromEntries(Array.from({ length: 450 }, (_, i) => [`${i}.app-bin`, Buffer.from('<html>')])));
  await sidecar.request('otatools/firmware/watch', { root });
  const { files } = await seen.find(({ change }) => change.complete, 'the first list');
  assert.equal(files.length, 450);
  assert.ok(seen.items.every(({ change }) => change.files.length <= 200));

  const told = seen.items.length;
  await sidecar.request('otatools/firmware/watch', { root });
  assert.equal((await seen.find(({ change }) => change.reset, 'everything anew', undefined, told)).change.root, root);
  await seen.find(({ change, files }) => change.complete && files.length === 450, 'all again', undefined, told);
  await sidecar.request('otatools/firmware/unwatch', { root });
  const ended = seen.items.length;
  rmSync(path.join(root, '1.app-bin'));
  await sidecar.request('otatools/firmware/watch', { root });
  await seen.find(({ change, files }) => change.complete && files.length === 449, 'one less', undefined, ended);
  assert.equal(seen.items[ended]!.change.reset, true);
});

test('a folder that is not there is refused', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  assert.equal((await refusal(sidecar.request('otatools/firmware/watch', { root: path.join(temporaryFolder(t), 'none') }))).data?.reason, 'ServeFolderMissing');
});
