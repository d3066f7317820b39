import type { Partition } from './partition-table.js';

export interface PartitionCounts {
  erases: number;
  bytesWritten: number;
}

export interface FlashCounts extends PartitionCounts {
  writes: number;
  operations: number;
  perPartition: Record<string, PartitionCounts>;
}

export class FlashCounters {
  private counts!: FlashCounts;

  constructor(private readonly partitions: readonly Partition[]) {
    this.reset();
  }

  reset(): void {
    const perPartition = Object.fromEntries(this.partitions.map(({ label }) => [label, { erases: 0, bytesWritten: 0 }]));
    this.counts = { erases: 0, writes: 0, bytesWritten: 0, operations: 0, perPartition };
  }

  snapshot(): FlashCounts {
    return structuredClone(this.counts);
  }

  get operations(): number {
    return this.counts.operations;
  }

  countErase(partition: Partition | undefined): void {
    this.counts.operations++;
    this.counts.erases++;
    if (partition) this.of(partition.label).erases++;
  }

  countWrite(partition: Partition | undefined, length: number): void {
    this.counts.operations++;
    this.counts.writes++;
    this.counts.bytesWritten += length;
    if (partition) this.of(partition.label).bytesWritten += length;
  }

  /** NVS keeps its own log-structured pages; one commit counts as one operation. */
  countNvsCommit(): void {
    this.counts.operations++;
    this.counts.writes++;
  }

  private of(label: string): PartitionCounts {
    return (this.counts.perPartition[label] ??= { erases: 0, bytesWritten: 0 });
  }
}
