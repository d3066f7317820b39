import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SimulatedBoard } from '@otatools/simulator';
import type { Scope } from '../../device/support/scope.js';
import { scripts } from '../../sidecar/support/board.js';
import type { Sidecar } from '../../support/sidecar.js';

interface Item {
  readonly target: string;
  readonly content: Buffer;
  /** What is there before; null for nothing. */
  readonly old: Buffer | null;
}

/** `half`: neither what was there before nor what was to come. */
export type Left = 'all new' | 'old or new' | 'half';

/** What one upload brings, and what it finds. */
export class Cargo {
  private constructor(
    private readonly items: readonly Item[],
    private readonly send: (sidecar: Sidecar, link: object) => Promise<unknown>,
  ) {}

  /** Any files, by the request for any files. */
  static files(scope: Scope, items: readonly Item[]): Cargo {
    const folder = mkdtempSync(path.join(tmpdir(), 'otatools-link-'));
    scope.after(() => rmSync(folder, { recursive: true, force: true }));
    const files = items.map(({ target, content }, index) => {
      const source = path.join(folder, String(index));
      writeFileSync(source, content);
      return { source, target };
    });
    return new Cargo(items, (sidecar, link) => sidecar.request('otatools/files/put', { ...link, files }));
  }

  /** The device scripts, which have a request of their own; boot.py is new, the others replace older ones. */
  static scripts(): Cargo {
    const items = Object.entries(scripts).map(([target, content]) => ({ target, content, old: target === '/boot.py' ? null : Buffer.from('# an older one\n') }));
    return new Cargo(items, (sidecar, link) => sidecar.request('otatools/scripts/upload', link));
  }

  /** An empty board but for what is replaced. */
  prepare(board: SimulatedBoard): void {
    for (const name of board.files.read('/') as string[]) board.files.delete(`/${name}`);
    for (const { target, old } of this.items) {
      if (old) board.files.write(target, old);
    }
  }

  async upload(sidecar: Sidecar, device: string, timeoutSeconds: number): Promise<void> {
    await this.send(sidecar, { device, baud: 115200, timeoutSeconds });
  }

  left(board: SimulatedBoard): Left {
    const found = this.items.map(({ target, content, old }) => {
      const now = board.files.read(target);
      if (Buffer.isBuffer(now) && now.equals(content)) return 'new';
      return old === null ? now === null : Buffer.isBuffer(now) && now.equals(old);
    });
    return found.includes(false) ? 'half' : found.every((one) => one === 'new') ? 'all new' : 'old or new';
  }
}

/** Bytes that compress not at all, well, or to nothing. */
export function content(next: () => number, length: number): Buffer {
  const kind = next();
  if (kind < 0.1) return Buffer.alloc(length, Math.floor(next() * 256));
  if (kind < 0.5) return Buffer.from(Array.from({ length }, () => Math.floor(next() * 256)));
  const words = ['import machine\n', 'def run(self):\n', '    ', 'print("', 'value', ' = ', '0x1f', '\u3042', '\x03\x04\x10', '")\n'];
  let text = '';
  while (text.length < length) text += words[Math.floor(next() * words.length)];
  return Buffer.from(text).subarray(0, length);
}
