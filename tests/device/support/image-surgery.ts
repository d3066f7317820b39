import { createHash } from 'node:crypto';

const HEADER_SIZE = 24;
const SEGMENT_HEADER_SIZE = 8;
const HASH_SIZE = 32;
const CHECKSUM_SEED = 0xef;
const LOADER_IRAM = 0x40078000;

/** A copy with one change; checksum and appended hash are made to fit it again. */
export function resealed(image: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(image);
  change(copy);
  const body = copy.length - HASH_SIZE;
  copy[body - 1] = checksumOf(copy);
  createHash('sha256').update(copy.subarray(0, body)).digest().copy(copy, body);
  return copy;
}

/** The same build with one byte changed in its last segment, so many bytes before the end of the file. */
export function changedNearItsEnd(image: Buffer, before = 100): Buffer {
  return resealed(image, (copy) => void (copy[copy.length - before]! ^= 0x55));
}

/** What `set_boot` accepts and the bootloader does not: a segment that would be loaded over the loader itself. */
export function unbootable(image: Buffer): Buffer {
  return resealed(image, (copy) => void copy.writeUInt32LE(LOADER_IRAM, segmentsOf(copy)[1]!));
}

function checksumOf(image: Buffer): number {
  let sum = CHECKSUM_SEED;
  for (const at of segmentsOf(image)) {
    for (const byte of image.subarray(at + SEGMENT_HEADER_SIZE, at + SEGMENT_HEADER_SIZE + image.readUInt32LE(at + 4))) {
      sum ^= byte;
    }
  }
  return sum;
}

/** Where the segments' headers are. */
function segmentsOf(image: Buffer): number[] {
  const offsets: number[] = [];
  for (let at = HEADER_SIZE; offsets.length < image[1]!; at += SEGMENT_HEADER_SIZE + image.readUInt32LE(at + 4)) {
    offsets.push(at);
  }
  return offsets;
}
