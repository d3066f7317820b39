import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildAppImage } from '@otatools/simulator';

const program = (name: string): string => fileURLToPath(new URL(`../${name}.js`, import.meta.url));

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => createInterface(child.stdout!).once('line', resolve));
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', resolve));
}

async function running(url: string): Promise<{ version: string }> {
  const response = await fetch(`${url}/wait?phase=running`);
  assert.equal(response.status, 200);
  return (await response.json()) as { version: string };
}

test('the program says in one line where its board is, and ends on SIGTERM', async () => {
  const child = spawn(process.execPath, [program('main'), '--link', 'usb', '--ssid', 's', '--psk', 'p']);
  const exit = exitOf(child);
  const { console, rfc2217, control } = JSON.parse(await firstLine(child)) as Record<string, string>;
  assert.match(console!, /^socket:\/\/127\.0\.0\.1:\d+$/);
  assert.match(rfc2217!, /^rfc2217:\/\/127\.0\.0\.1:\d+$/);
  await running(control!);
  child.kill('SIGTERM');
  assert.equal(await exit, 0);
});

test('the program ends with its parent when asked to', async () => {
  const child = spawn(process.execPath, [program('main'), '--exit-with-parent']);
  const exit = exitOf(child);
  await firstLine(child);
  child.stdin.end();
  assert.equal(await exit, 0);
});

test('arguments that make no sense end with a usage text', () => {
  for (const argument of ['--layout=round', '--port=many', '--frobnicate']) {
    const { status, stderr, stdout } = spawnSync(process.execPath, [program('main'), argument], { encoding: 'utf8' });
    assert.equal(status, 2);
    assert.match(stderr, /usage: main/);
    assert.equal(stdout, '');
  }
});

test('make-image writes the image that the library builds, and boards run it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'otatools-images-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'new.app-bin');
  const options = ['--version', 'v1.27.0', '--date', '2025-12-09', '--size', '100000', '--out', file];
  assert.equal(spawnSync(process.execPath, [program('make-image'), ...options]).status, 0);
  assert.deepEqual(readFileSync(file), buildAppImage({ version: 'v1.27.0', date: '2025-12-09', size: 100_000 }));

  const child = spawn(process.execPath, [program('main'), '--image', file, '--state', join(folder, 'board')]);
  const exit = exitOf(child);
  const { control } = JSON.parse(await firstLine(child)) as Record<string, string>;
  assert.equal((await running(control!)).version, 'v1.27.0');
  child.kill('SIGINT');
  assert.equal(await exit, 0);
});
