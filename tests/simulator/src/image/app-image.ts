import { createHash } from 'node:crypto';
import {
  CHECKSUM_SEED, HASH_SIZE, HEADER_SIZE, HeaderField, IMAGE_MAGIC, MAX_SEGMENTS, SEGMENT_HEADER_SIZE,
  checksumOffset, revisionFits, xorOf,
} from './image-format.js';

export interface Segment {
  readonly loadAddress: number;
  readonly dataOffset: number;
  readonly length: number;
}

export interface AppImage {
  readonly segments: readonly Segment[];
  readonly length: number;
  /** Lower-case hexadecimal; null where the image carries none. */
  readonly sha256: string | null;
  readonly content: Buffer;
}

export interface Chip {
  readonly id: number;
  readonly revision: number;
}

export type ImageCheck = { readonly image: AppImage } | { readonly problem: string };

/** What `esp_image_verify` checks, over the content of a whole partition. */
export function checkImage(content: Buffer, chip: Chip): ImageCheck {
  const problem = headerProblem(content, chip);
  if (problem) return { problem };

  const segments = readSegments(content);
  if (!segments) return { problem: 'segment beyond the partition' };

  const last = segments[segments.length - 1]!;
  const checksumAt = checksumOffset(last.dataOffset + last.length);
  const hasHash = content[HeaderField.hashAppended] === 1;
  const length = checksumAt + 1 + (hasHash ? HASH_SIZE : 0);
  if (length > content.length) return { problem: 'image beyond the partition' };

  const checksum = segments.reduce(
    (value, { dataOffset, length }) => xorOf(content.subarray(dataOffset, dataOffset + length), value), CHECKSUM_SEED);
  if (content[checksumAt] !== checksum) return { problem: 'checksum mismatch' };

  const sha256 = hasHash ? content.subarray(checksumAt + 1, length) : null;
  if (sha256 && !createHash('sha256').update(content.subarray(0, checksumAt + 1)).digest().equals(sha256))
    return { problem: 'SHA-256 mismatch' };

  return { image: { segments, length, sha256: sha256 ? sha256.toString('hex') : null, content: content.subarray(0, length) } };
}

function headerProblem(content: Buffer, chip: Chip): string | null {
  if (content[HeaderField.magic] !== IMAGE_MAGIC) return `invalid magic byte 0x${content[0]!.toString(16)}`;
  const segmentCount = content[HeaderField.segmentCount]!;
  if (segmentCount < 1 || segmentCount > MAX_SEGMENTS) return `invalid segment count ${segmentCount}`;
  const chipId = content.readUInt16LE(HeaderField.chipId);
  if (chipId !== chip.id) return `mismatch chip ID, expected ${chip.id}, found ${chipId}`;
  const minimum = content.readUInt16LE(HeaderField.minRevision);
  const maximum = content.readUInt16LE(HeaderField.maxRevision);
  return revisionFits(chip.revision, minimum, maximum) ? null : `chip revision ${chip.revision} is out of range`;
}

function readSegments(content: Buffer): Segment[] | null {
  const segments: Segment[] = [];
  let offset = HEADER_SIZE;
  for (let index = 0; index < content[HeaderField.segmentCount]!; index++) {
    if (offset + SEGMENT_HEADER_SIZE > content.length) return null;
    const loadAddress = content.readUInt32LE(offset);
    const length = content.readUInt32LE(offset + 4);
    const dataOffset = offset + SEGMENT_HEADER_SIZE;
    offset = dataOffset + length;
    if (offset > content.length) return null;
    segments.push({ loadAddress, dataOffset, length });
  }
  return segments;
}
