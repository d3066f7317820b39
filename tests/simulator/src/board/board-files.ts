import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { blocksOf } from '../storage/blocks.js';
import { BadRequest } from './faults.js';

/** The board's file system, seen from outside the board. */
export class BoardFiles {
  constructor(private readonly root: string) {}

  /** Blocks of the flash that are in use. */
  get blocks(): number {
    return blocksOf(this.root);
  }

  /** Null where there is no such file; the names in it for a folder. */
  read(path: string): Buffer | string[] | null {
    const target = this.locate(path);
    const stat = statSync(target, { throwIfNoEntry: false });
    if (!stat) return null;
    return stat.isDirectory() ? readdirSync(target).sort() : readFileSync(target);
  }

  write(path: string, content: Uint8Array): void {
    const target = this.locate(path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }

  delete(path: string): void {
    rmSync(this.locate(path), { recursive: true, force: true });
  }

  private locate(path: string): string {
    if (path.split('/').includes('..')) throw new BadRequest(`not a path on the board: ${path}`);
    return join(this.root, path);
  }
}
