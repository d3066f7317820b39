import { blocksOf } from '../../storage/blocks.js';
import { READ_ONLY, UNLIMITED } from '../shared-memory.js';

/** The flash under the file system: it may be full, or refuse to be written. */
export class Medium {
  constructor(
    private readonly root: string,
    private readonly limit: () => number,
    /** Called after each change that a power cut leaves in place; does not come back where the power is cut there. */
    readonly changed: () => void,
  ) {}

  requireWritable(): void {
    if (this.limit() === READ_ONLY) throw failure('EROFS');
  }

  /** Counts what is on the medium; what other open files have not written yet is not there. */
  requireBlocks(count: number): void {
    this.requireWritable();
    if (count > 0 && this.limit() !== UNLIMITED && blocksOf(this.root) + count > this.limit()) throw failure('ENOSPC');
  }
}

function failure(code: 'EROFS' | 'ENOSPC'): Error {
  return Object.assign(new Error(code), { code });
}
