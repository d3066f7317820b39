import { createHash } from 'node:crypto';

export const PartitionType = { app: 0, data: 1 } as const;
export const Subtype = { factory: 0x00, ota0: 0x10, otaData: 0x00, phy: 0x01, nvs: 0x02, fat: 0x81 } as const;

/** Where the ESP32 builds of MicroPython keep the partition table. */
export const TABLE_ADDRESS = 0x8000;
const TABLE_SIZE = 0xc00;
const ENTRY_SIZE = 32;
const ENTRY_MAGIC = 0xaa50;
const MD5_MAGIC = 0xebeb;
const MAX_OTA_SLOTS = 16;

export interface Partition {
  readonly label: string;
  readonly type: number;
  readonly subtype: number;
  readonly address: number;
  readonly size: number;
}

export type LayoutName = '4MiB-ota' | '4MiB-ota-vfs' | '8MiB-ota' | 'no-ota';

export interface Layout {
  readonly flashSize: number;
  readonly partitions: readonly Partition[];
}

const MIB = 1024 * 1024;

const app = (label: string, subtype: number, address: number, size: number): Partition =>
  ({ label, type: PartitionType.app, subtype, address, size });
const data = (label: string, subtype: number, address: number, size: number): Partition =>
  ({ label, type: PartitionType.data, subtype, address, size });

const otaSystem = [
  data('nvs', Subtype.nvs, 0x9000, 0x4000),
  data('otadata', Subtype.otaData, 0xd000, 0x2000),
  data('phy_init', Subtype.phy, 0xf000, 0x1000),
];
const smallSlots = [
  app('ota_0', Subtype.ota0, 0x10000, 0x180000),
  app('ota_1', Subtype.ota0 + 1, 0x190000, 0x180000),
];

const layouts: Record<LayoutName, Layout> = {
  '4MiB-ota': { flashSize: 4 * MIB, partitions: [...otaSystem, ...smallSlots] },
  '4MiB-ota-vfs': {
    flashSize: 4 * MIB,
    partitions: [...otaSystem, ...smallSlots, data('vfs', Subtype.fat, 0x310000, 0xf0000)],
  },
  '8MiB-ota': {
    flashSize: 8 * MIB,
    partitions: [
      ...otaSystem,
      app('ota_0', Subtype.ota0, 0x10000, 0x270000),
      app('ota_1', Subtype.ota0 + 1, 0x280000, 0x270000),
    ],
  },
  'no-ota': {
    flashSize: 4 * MIB,
    partitions: [
      data('nvs', Subtype.nvs, 0x9000, 0x6000),
      data('phy_init', Subtype.phy, 0xf000, 0x1000),
      app('factory', Subtype.factory, 0x10000, 0x1f0000),
      data('vfs', Subtype.fat, 0x200000, 0x200000),
    ],
  },
};

export const layoutNames = Object.keys(layouts) as LayoutName[];

export function layoutOf(name: LayoutName): Layout {
  return layouts[name];
}

export function otaSlots(partitions: readonly Partition[]): Partition[] {
  return partitions
    .filter((p) => p.type === PartitionType.app && p.subtype >= Subtype.ota0 && p.subtype < Subtype.ota0 + MAX_OTA_SLOTS)
    .sort((a, b) => a.subtype - b.subtype);
}

export function findPartition(partitions: readonly Partition[], type: number, subtype: number): Partition | undefined {
  return partitions.find((p) => p.type === type && p.subtype === subtype);
}

export function partitionAt(partitions: readonly Partition[], address: number): Partition | undefined {
  return partitions.find((p) => address >= p.address && address < p.address + p.size);
}

/** The binary table as the bootloader reads it: entries, then their MD5, then 0xFF. */
export function encodePartitionTable(partitions: readonly Partition[]): Buffer {
  const table = Buffer.alloc(TABLE_SIZE, 0xff);
  partitions.forEach((partition, index) => encodeEntry(partition).copy(table, index * ENTRY_SIZE));
  const end = partitions.length * ENTRY_SIZE;
  table.writeUInt16BE(MD5_MAGIC, end);
  createHash('md5').update(table.subarray(0, end)).digest().copy(table, end + 16);
  return table;
}

/** What the bootloader makes of a table; what it would refuse throws. */
export function decodePartitionTable(table: Buffer): Partition[] {
  const partitions: Partition[] = [];
  for (let at = 0; at < TABLE_SIZE; at += ENTRY_SIZE) {
    const magic = table.readUInt16BE(at);
    if (magic === ENTRY_MAGIC) {
      partitions.push(decodeEntry(table.subarray(at, at + ENTRY_SIZE)));
    } else if (magic === MD5_MAGIC && createHash('md5').update(table.subarray(0, at)).digest().equals(table.subarray(at + 16, at + ENTRY_SIZE))) {
      return partitions;
    } else {
      throw new Error(`the partition table is damaged at ${at}`);
    }
  }
  throw new Error('the partition table has no end');
}

function decodeEntry(entry: Buffer): Partition {
  return {
    label: entry.toString('latin1', 12, 28).split('\0')[0]!, type: entry.readUInt8(2), subtype: entry.readUInt8(3),
    address: entry.readUInt32LE(4), size: entry.readUInt32LE(8),
  };
}

function encodeEntry(partition: Partition): Buffer {
  const entry = Buffer.alloc(ENTRY_SIZE);
  entry.writeUInt16BE(ENTRY_MAGIC, 0);
  entry.writeUInt8(partition.type, 2);
  entry.writeUInt8(partition.subtype, 3);
  entry.writeUInt32LE(partition.address, 4);
  entry.writeUInt32LE(partition.size, 8);
  entry.write(partition.label, 12, 16, 'latin1');
  return entry;
}
