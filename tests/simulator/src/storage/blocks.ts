import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Of the file system on the board's flash. */
export const BLOCK_SIZE = 4096;

export function blocksFor(length: number): number {
  return Math.ceil(length / BLOCK_SIZE);
}

/** Blocks that a folder and all in it take: one for each folder, and whole ones for the content of files. */
export function blocksOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return blocksFor(stat.size);
  return readdirSync(path).reduce((sum, name) => sum + blocksOf(join(path, name)), 1);
}
