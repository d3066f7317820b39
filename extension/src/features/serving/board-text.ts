import type { Board } from '../../server/protocol';

/** "v1.26.0 · ota_1", as far as the board tells. */
export function describeBoard({ version, slot }: Board): string {
  return [version, slot].filter(Boolean).join(' · ');
}

/** A picture for what a board does or what became of it. */
export function iconOf({ downloading, state, outcome }: Board): string {
  if (downloading !== undefined) {
    return 'sync';
  }
  if (state === 'PENDING_VERIFY') {
    return 'beaker';
  }
  const icons = { updated: 'check', refused: 'error', failed: 'warning', rolledBack: 'discard', leftAlone: 'circle-slash' } as const;
  return outcome === undefined ? 'circuit-board' : icons[outcome.result];
}
