const cleanups = new Set<() => void>();

process.once('exit', () => {
  for (const cleanup of [...cleanups].reverse()) {
    try {
      cleanup();
    } catch {
      // One that fails must not keep the others from their work.
    }
  }
});

/**
 * Has something done when this process ends, however it ends; the last registered first.
 * @returns Takes it back.
 */
export function atExit(cleanup: () => void): () => void {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}
