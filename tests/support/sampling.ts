import { appendFileSync } from 'node:fs';
import type { TestContext } from 'node:test';

/** `npm run sweep`: everything; else a sample, the same each time. */
export const inFull = process.env.OTATOOLS_SWEEP === '1';

/** A row of the table that a sweep prints at its end. */
export function tellRow(t: TestContext, row: string): void {
  t.diagnostic(row);
  if (process.env.OTATOOLS_SWEEP_TABLE) appendFileSync(process.env.OTATOOLS_SWEEP_TABLE, `${row}\n`);
}

/** The same numbers at every run: a linear congruential generator, from 0 on and below 1. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 0x1000000; // its low bits repeat soon
  };
}

/** All of them in a sweep; else so many, seeded, in their order. */
export function sampled<T>(all: readonly T[], count: number, seed = 1): T[] {
  if (inFull || all.length <= count) return [...all];
  const next = random(seed);
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(Math.floor(next() * all.length));
  return [...chosen].sort((a, b) => a - b).map((index) => all[index]!);
}
