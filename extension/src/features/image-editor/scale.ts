/** A part of something long, and where it lies. */
export interface Extent {
  readonly offset: number;
  readonly length: number;
}

/** An extent, or the gap (no index) before one. */
export interface Strip extends Extent {
  /** Of the extent in what was given. */
  readonly index: number | undefined;
}

/** What lies where from 0 to the end, gaps among it, in order. What overlaps or goes beyond the end is cut, for a drawing; tables show it as it is. */
export function stripsOf(extents: readonly Extent[], end: number): Strip[] {
  const strips: Strip[] = [];
  let at = 0;
  const ordered = extents.map((extent, index) => ({ ...extent, index })).sort((a, b) => a.offset - b.offset);
  for (const { offset, length, index } of ordered) {
    const start = Math.min(Math.max(offset, at), end);
    const stop = Math.min(offset + length, end);
    if (start > at) {
      strips.push({ offset: at, length: start - at, index: undefined });
      at = start;
    }
    if (stop > at) {
      strips.push({ offset: at, length: stop - at, index });
      at = stop;
    }
  }
  if (at < end) {
    strips.push({ offset: at, length: end - at, index: undefined });
  }
  return strips;
}
