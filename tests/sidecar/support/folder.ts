import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
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

/** Where the data of the first segment begin: behind the image's header and its own. */
const FIRST_DATA = 32;

/** An image as long as one can be, most of it two holes: to read it takes a while, to store it no room. */
export function longImage(test: TestContext): string {
  const file = path.join(temporaryFolder(test), 'long.app-bin');
  const image = buildAppImage();
  const length = (16 << 20) - 64; // of each of two: together below 32 MiB
  image.writeUInt32LE(length, 28);
  writeFileSync(file, image.subarray(0, 4096)); // with the app descriptor
  truncateSync(file, FIRST_DATA + length);
  appendFileSync(file, image.subarray(24, FIRST_DATA)); // the same header again
  truncateSync(file, 2 * (FIRST_DATA + length));
  return file;
}
