// extract and make-ota: what becomes of the full .bin that people have.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { buildAppImage, buildFullFlash } from '@otatools/simulator';
import { real, withoutRealFirmware } from '../support/paths.js';
import { refusal, startSidecar } from './support/client.js';
import { otatools, resultOf } from './support/command-line.js';
import { imageFile, temporaryFolder } from './support/folder.js';
import { reach } from './support/board.js';
import { withoutTerminals } from './support/terminal.js';
import { OLD_VERSION, UpdateBench } from './support/update-bench.js';

const timeout = 60_000;
const app = buildAppImage({ version: 'v1.26.0', board: 'ESP32_GENERIC' });
const full = buildFullFlash(app, 'no-ota');

interface Made {
  readonly path: string;
  readonly rows: readonly { readonly label: string; readonly offset: number; readonly size: number }[];
  readonly commands: { readonly write: string };
}

test('extract writes the app beside the full image, once, and keeps what differs', { timeout }, async (t) => {
  const folder = temporaryFolder(t);
  const file = path.join(folder, 'board.bin');
  writeFileSync(file, full);
  const run = await otatools(t, ['extract', file]);
  assert.equal(run.code, 0, run.stderr);
  assert.deepEqual(readFileSync(path.join(folder, 'board.app-bin')), app);
  assert.deepEqual(readdirSync(folder).sort(), ['board.app-bin', 'board.bin']);
  assert.match((await otatools(t, ['extract', file])).stdout, /was there already/);

  writeFileSync(path.join(folder, 'board.app-bin'), 'mine');
  const refused = await otatools(t, ['extract', file]);
  assert.equal(refused.code, 5);
  assert.match(refused.stderr, /--force/);
  const forced = await otatools(t, ['extract', file, '-o', path.join(folder, 'board.app-bin'), '--force', '--json']);
  assert.equal(forced.code, 0);
  assert.equal(resultOf<{ verdict: { usable: boolean } }>(forced).verdict.usable, true);
  assert.deepEqual(readFileSync(path.join(folder, 'board.app-bin')), app);
});

test('what make-ota makes starts on a board that had no slots, and is updated over Wi-Fi from then on', { timeout: 120_000, skip: withoutTerminals }, async (t) => {
  const folder = temporaryFolder(t);
  const file = path.join(folder, 'board.bin');
  writeFileSync(file, full);
  const run = await otatools(t, ['make-ota', file, '--json']);
  assert.equal(run.code, 0, run.stderr);
  const { path: made, rows, commands } = resultOf<Made>(run);
  assert.deepEqual(rows.map(({ label }) => label), ['nvs', 'otadata', 'phy_init', 'ota_0', 'ota_1', 'vfs']);
  assert.equal(commands.write, `esptool --chip esp32 write-flash 0x1000 ${made}`);

  const bench = await UpdateBench.start(t, { flashed: made, missingVfsTrap: true });
  await reach(bench.board, { phase: 'running', slot: 'ota_0' });
  const result = await bench.assertUpdates(imageFile(t));
  assert.deepEqual([result.from.slot, result.from.version, result.to.slot], ['ota_0', OLD_VERSION, 'ota_1']);
});

test('make-ota says what flashing does, and how it is done', { timeout }, async (t) => {
  const file = path.join(temporaryFolder(t), 'board.bin');
  writeFileSync(file, full);
  const { code, stdout } = await otatools(t, ['make-ota', file, '--flash-size', '16MB']);
  assert.equal(code, 0);
  assert.match(stdout, /ota_1 +0x280000 +2,496 KiB/);
  assert.match(stdout, /! Flashing it erases the board/);
  assert.match(stdout, /esptool --chip esp32 erase-flash/);
  assert.match(stdout, /esptool\.py --chip esp32 write_flash 0x1000 /);
  const japanese = await otatools(t, ['make-ota', file, '--flash-size', '16MB'], { LANG: 'ja_JP.UTF-8' });
  assert.match(japanese.stdout, /USB 経由で一度書き込んでください/);
});

test('what has slots, is no full image or has too little flash is refused with 5', { timeout }, async (t) => {
  const folder = temporaryFolder(t);
  const wrong: [string, Buffer, RegExp, ...string[]][] = [
    ['slots.bin', buildFullFlash(app, '4MiB-ota'), /has OTA slots already: ota_0/],
    ['app.bin', app, /app image already/],
    ['page.bin', Buffer.from('<!DOCTYPE html>'), /web page/],
    ['large.bin', buildFullFlash(buildAppImage({ size: 2_000_000 }), 'no-ota'), /4MB of flash are too small/],
    ['size.bin', full, /3MB is no size/, '--flash-size', '3MB'],
  ];
  for (const [name, content, why, ...args] of wrong) {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    const run = await otatools(t, ['make-ota', file, ...args]);
    assert.equal(run.code, 5, name);
    assert.match(run.stderr, why);
  }
  assert.deepEqual(readdirSync(folder).filter((name) => name.includes('-ota')), []);
});

test('an editor gets the same by requests, and replaces only where a person said so', { timeout }, async (t) => {
  const folder = temporaryFolder(t);
  const file = path.join(folder, 'board.bin');
  writeFileSync(file, full);
  const sidecar = await startSidecar(t);
  const extracted = await sidecar.request<{ path: string; existed: boolean }>('otatools/firmware/extract', { path: file });
  assert.deepEqual([extracted.path, extracted.existed], [path.join(folder, 'board.app-bin'), false]);
  writeFileSync(extracted.path, 'mine');
  assert.equal((await refusal(sidecar.request('otatools/firmware/extract', { path: file }))).code, 1309);
  await sidecar.request('otatools/firmware/extract', { path: file, overwrite: true });
  assert.deepEqual(readFileSync(extracted.path), app);
  const { made, summary } = await sidecar.request<{ made: Made; summary: string }>('otatools/firmware/makeOta', { path: file, flashSize: '8MB' });
  assert.ok(summary.includes(made.commands.write));
  const inspected = await sidecar.request<{ image: { kind: string; full: { table: { md5Right: boolean } } } }>('otatools/firmware/inspect', { path: made.path });
  assert.deepEqual([inspected.image.kind, inspected.image.full.table.md5Right], ['fullFlash', true]);
});

test('the app of a real full image is the one that is published beside it', { timeout, skip: withoutRealFirmware }, async (t) => {
  const output = path.join(temporaryFolder(t), 'extracted.app-bin');
  const run = await otatools(t, ['extract', real.beforeFull!, '-o', output]);
  assert.equal(run.code, 0, run.stderr);
  assert.deepEqual(readFileSync(output), readFileSync(real.before!));
});
