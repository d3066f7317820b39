import { setTimeout as pause } from 'node:timers/promises';

/** How long anything on the screen may take before it counts as never happening. */
export const PATIENCE_MS = 30_000;

/**
 * Asks again and again until the answer is not undefined.
 * @param what Names what is awaited, for the failure.
 * @param seen What there was instead, for the failure.
 */
export async function eventually<T>(
  what: string, ask: () => Promise<T | undefined>, { timeoutMs = PATIENCE_MS, seen }: { timeoutMs?: number; seen?: () => Promise<string> } = {},
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`${what} did not come within ${timeoutMs} ms${seen ? `; there was:\n${await seen()}` : ''}`);
    }
    await pause(100);
  }
}
