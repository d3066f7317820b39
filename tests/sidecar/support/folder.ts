import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { buildAppImage, type ImageOptions } from '@otatools/simulator';

/** A folder that is gone when the test ends. */
export function temporaryFolder(test: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'otatools-test-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An image that was built on the spot, as a file. */
export function imageFile(test: TestContext, options: ImageOptions = {}, name = 'new.app-bin'): string {
  const file = path.join(temporaryFolder(test), name);
  writeFileSync(file, buildAppImage({ version: 'v1.27.0', date: '2025-12-09', ...options }));
  return file;
}

/** An image whose first segment has 3 GiB, most of them a hole: to read it takes a while, to store it no room. */
export function longImage(test: TestContext): string {
  const file = path.join(temporaryFolder(test), 'long.app-bin');
  const image = buildAppImage();
  const length = 3 * 2 ** 30;
  image.writeUInt32LE(length, 28);
  writeFileSync(file, image);
  truncateSync(file, length + image.length);
  return file;
}
