import { PartitionType, Subtype, type Partition } from '../flash/partition-table.js';

type Version = readonly [number, number, number, string];

const VFS = 'vfs';

/** From v1.26 on the firmware makes a `vfs` partition of the rest of the flash where the table has none. */
export function runtimePartitions(table: readonly Partition[], flashSize: number, version: Version): readonly Partition[] {
  if (table.some(({ label }) => label === VFS) || !createsVfs(version)) return table;
  const address = Math.max(...table.map((partition) => partition.address + partition.size));
  return [...table, { label: VFS, type: PartitionType.data, subtype: Subtype.fat, address, size: flashSize - address }];
}

export function hasFileSystem(partitions: readonly Partition[], version: Version): boolean {
  return createsVfs(version) || partitions.some(({ label }) => label === VFS);
}

function createsVfs([major, minor]: Version): boolean {
  return major > 1 || (major === 1 && minor >= 26);
}
