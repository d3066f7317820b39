import { createHash } from 'node:crypto';
import { decodePartitionTable, encodePartitionTable, layoutOf, type Layout, type LayoutName } from '../flash/partition-table.js';
import { CHECKSUM_SEED, HEADER_SIZE, HeaderField, IMAGE_MAGIC, checksumOffset, xorOf } from './image-format.js';
import { seededBytes } from './seeded-bytes.js';

/** A full `.bin` is written at 0x1000, so everything in it lies that much lower than in flash. */
const FILE_BASE = 0x1000;
const TABLE_OFFSET = 0x8000 - FILE_BASE;
const APP_OFFSET = 0x10000 - FILE_BASE;

const bootloaderSegments = [
  { loadAddress: 0x3fff0030, size: 0x131c },
  { loadAddress: 0x40078000, size: 0x3a30 },
  { loadAddress: 0x40080400, size: 4 },
  { loadAddress: 0x40080404, size: 0xd2c },
];

/** The file that users serve by mistake: bootloader, partition table and app in one. */
export function buildFullFlash(appImage: Buffer, layout: LayoutName = '4MiB-ota', chipId = 0): Buffer {
  const file = Buffer.alloc(APP_OFFSET + appImage.length, 0xff);
  buildBootloader(chipId).copy(file, 0);
  encodePartitionTable(layoutOf(layout).partitions).copy(file, TABLE_OFFSET);
  appImage.copy(file, APP_OFFSET);
  return file;
}

/** The layout of a flash that such a file was written to. Partitions beyond the flash that its bootloader knows of are refused, as there. */
export function layoutIn(file: Buffer): Layout {
  const flashSize = (1024 * 1024) << (file[HeaderField.speedAndSize]! >> 4);
  const partitions = decodePartitionTable(file.subarray(TABLE_OFFSET));
  const beyond = partitions.find(({ address, size }) => address + size > flashSize);
  if (beyond) throw new Error(`partition ${beyond.label} goes beyond the flash of ${flashSize} bytes`);
  return { flashSize, partitions };
}

/** A valid image without an app description, all of whose segments go to RAM. */
export function buildBootloader(chipId = 0): Buffer {
  const header = Buffer.alloc(HEADER_SIZE);
  header[HeaderField.magic] = IMAGE_MAGIC;
  header[HeaderField.segmentCount] = bootloaderSegments.length;
  header[HeaderField.spiMode] = 2;
  header[HeaderField.speedAndSize] = 0x20;
  header.writeUInt32LE(0x400805b0, HeaderField.entry);
  header.writeUInt16LE(chipId, HeaderField.chipId);
  header.writeUInt16LE(399, HeaderField.maxRevision);
  header[HeaderField.hashAppended] = 1;

  let checksum = CHECKSUM_SEED;
  const segments = bootloaderSegments.map(({ loadAddress, size }, index) => {
    const data = seededBytes(100 + index, size);
    checksum = xorOf(data, checksum);
    const head = Buffer.alloc(8);
    head.writeUInt32LE(loadAddress, 0);
    head.writeUInt32LE(size, 4);
    return Buffer.concat([head, data]);
  });
  const body = Buffer.concat([header, ...segments]);
  const image = Buffer.alloc(checksumOffset(body.length) + 1);
  body.copy(image);
  image[image.length - 1] = checksum;
  return Buffer.concat([image, createHash('sha256').update(image).digest()]);
}
