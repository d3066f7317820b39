import type { Release } from '../../server/protocol';
import { percentOf } from './share';

export interface ReleaseRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

export interface ReleaseWords {
  readonly takenBy: (percent: number) => string;
  readonly withdrawn: string;
  readonly published: (date: string) => string;
  readonly size: (bytes: number) => string;
  readonly packed: (size: string) => string;
  readonly deltas: (count: number) => string;
}

/** A release in a list, by its version; the current one first says how many boards take it. */
export function releaseRow(release: Release, words: ReleaseWords, language: string): ReleaseRow {
  const { version, isCurrent, isWithdrawn, share = 0, chip, published, size, packedSize, deltas, id } = release;
  const icon = isCurrent ? 'broadcast' : isWithdrawn ? 'circle-slash' : 'package';
  const state = isCurrent ? words.takenBy(percentOf(share)) : isWithdrawn ? words.withdrawn : '';
  const day = new Date(published).toLocaleDateString(language);
  return {
    label: `$(${icon}) ${version}`,
    description: [state, chip, words.published(day)].filter(Boolean).join(' · '),
    detail: [words.size(size), packedSize === undefined ? '' : words.packed(words.size(packedSize)), deltas > 0 ? words.deltas(deltas) : '', id].filter(Boolean).join(' · '),
  };
}
