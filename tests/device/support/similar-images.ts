import { random } from '../../support/sampling.js';
import { image } from './device-board.js';
import { resealed } from './image-surgery.js';

const BLOCK = 4096;

/** Two builds that share most of their bytes, of several frames when packed: the one that runs, and the next. */
export function similarImages(size = 200_000): { old: Buffer; next: Buffer } {
  const shared = { size, seed: 21 };
  const old = image({ ...shared, version: 'v1.25.0', date: '2025-04-15' });
  const draw = random(5);
  const next = resealed(image(shared), (copy) => {
    // Behind the strings, before the tail: every third block is new.
    for (let at = 4 * BLOCK; at + 2 * BLOCK < copy.length; at += 3 * BLOCK) {
      for (let i = 0; i < BLOCK; i++) copy[at + i] = Math.floor(draw() * 256);
    }
  });
  return { old, next };
}

/** The name that boards ask for a delta by. */
export function deltaName(path: string, old: Buffer): string {
  return `${path}.from-${old.subarray(0xb0, 0xb8).toString('hex')}.pack`;
}
