/** Constants of Espressif's app image format, shared by the reader and the builder. */
export const IMAGE_MAGIC = 0xe9;
export const APP_DESCRIPTION_MAGIC = 0xabcd5432;
export const APP_DESCRIPTION_OFFSET = 0x20;
export const APP_DESCRIPTION_SIZE = 256;
export const HEADER_SIZE = 24;
export const SEGMENT_HEADER_SIZE = 8;
export const HASH_SIZE = 32;
export const CHECKSUM_SEED = 0xef;
export const MAX_SEGMENTS = 16;

export const HeaderField = {
  magic: 0,
  segmentCount: 1,
  spiMode: 2,
  speedAndSize: 3,
  entry: 4,
  chipId: 12,
  minRevision: 15,
  maxRevision: 17,
  hashAppended: 23,
} as const;

/** The checksum is the last byte of the 16-byte line in which the segments end, or of the next one. */
export function checksumOffset(endOfSegments: number): number {
  return Math.floor(endOfSegments / 16) * 16 + 15;
}

export function xorOf(data: Uint8Array, seed: number): number {
  let value = seed;
  for (const byte of data) value ^= byte;
  return value;
}

const UNSET_REVISION = [0, 0xffff];

export function revisionFits(revision: number, minimum: number, maximum: number): boolean {
  return revision >= minimum && (UNSET_REVISION.includes(maximum) || revision <= maximum);
}
