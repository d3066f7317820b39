/** A release's share counts boards of this many. */
const WHOLE = 10_000;

export const EVERY_BOARD = WHOLE;

/** "12.5 %" or "12,5" as boards of 10,000; undefined where it is no percentage from 0 to 100 with at most two decimals. */
export function shareOf(text: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.normalize('NFKC').trim());
  const share = match === null ? NaN : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return share <= WHOLE ? share : undefined;
}

/** 1250 is 12.5, for "12.5 %". */
export function percentOf(share: number): number {
  return (share * 100) / WHOLE;
}
