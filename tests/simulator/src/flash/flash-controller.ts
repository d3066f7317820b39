import { NorFlash, SECTOR_SIZE } from './nor-flash.js';
import { partitionAt, type Partition } from './partition-table.js';
import { FlashCounters } from './flash-counters.js';
import type { OperationGate } from './operation-gate.js';

export type FlashTiming = 'none' | 'real';

/** One operation; label is that of the partition it falls into, null for none. */
export interface FlashOperation {
  readonly kind: 'erase' | 'write';
  readonly label: string | null;
  readonly address: number;
}

/** Measured on official builds: 42 ms to erase and write 4 KiB, 10 ms of them for the erase. */
const REAL_ERASE_MS = 10;
const REAL_WRITE_MS = 32;

/**
 * Every change of flash while the board runs goes through here. One operation is one erased sector or one write
 * within one sector, so that a fault can fall between any two of them.
 */
export class FlashController {
  readonly counters: FlashCounters;

  constructor(
    readonly chip: NorFlash,
    private readonly partitions: readonly Partition[],
    private readonly gate: OperationGate,
    private readonly timing: FlashTiming,
    private readonly onOperation: (operation: FlashOperation) => void = () => {},
  ) {
    this.counters = new FlashCounters(partitions);
  }

  read(address: number, length: number): Buffer {
    return this.chip.read(address, length);
  }

  async erase(address: number, length: number): Promise<void> {
    const { run } = this.gate;
    for (let sector = address; sector < address + length; sector += SECTOR_SIZE)
      await this.gate.pass(() => {
        this.chip.eraseSector(sector);
        this.counters.countErase(this.partitionFor('erase', sector));
      }, run, () => this.chip.eraseHalf(sector));
    await this.takeTime(REAL_ERASE_MS * Math.ceil(length / SECTOR_SIZE));
  }

  async write(address: number, data: Uint8Array): Promise<void> {
    const { run } = this.gate;
    for (let offset = 0; offset < data.length;) {
      const start = address + offset;
      const length = Math.min(data.length - offset, SECTOR_SIZE - (start % SECTOR_SIZE));
      const piece = data.subarray(offset, offset + length);
      await this.gate.pass(() => {
        this.chip.write(start, piece);
        this.counters.countWrite(this.partitionFor('write', start), length);
      }, run, () => this.chip.write(start, piece.subarray(0, length / 2)));
      offset += length;
    }
    await this.takeTime(Math.ceil((REAL_WRITE_MS * data.length) / SECTOR_SIZE));
  }

  private partitionFor(kind: FlashOperation['kind'], address: number): Partition | undefined {
    const partition = partitionAt(this.partitions, address);
    this.onOperation({ kind, label: partition?.label ?? null, address });
    return partition;
  }

  private async takeTime(milliseconds: number): Promise<void> {
    if (this.timing === 'real' && milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
}
