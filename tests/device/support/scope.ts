/** What a test, a suite or a measurement has in common: an end at which things are put away. */
export interface Scope {
  after(end: () => void): unknown;
}

/** Runs with a scope of its own. */
export async function inScope<T>(run: (scope: Scope) => Promise<T>): Promise<T> {
  const ends: (() => unknown)[] = [];
  try {
    return await run({ after: (end) => ends.push(end) });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
