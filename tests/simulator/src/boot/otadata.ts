import type { FlashController } from '../flash/flash-controller.js';
import { SECTOR_SIZE } from '../flash/nor-flash.js';
import type { Partition } from '../flash/partition-table.js';
import { crc32 } from './crc32.js';

export const OtaState = { new: 0, pendingVerify: 1, valid: 2, invalid: 3, aborted: 4, undefined: 0xffffffff } as const;

const stateNames: Record<number, string> = {
  [OtaState.new]: 'NEW',
  [OtaState.pendingVerify]: 'PENDING_VERIFY',
  [OtaState.valid]: 'VALID',
  [OtaState.invalid]: 'INVALID',
  [OtaState.aborted]: 'ABORTED',
};

const BLANK = 0xffffffff;
const RECORD_SIZE = 32;
const STATE_OFFSET = 24;
const CRC_OFFSET = 28;

export interface OtaRecord {
  readonly index: 0 | 1;
  readonly sequence: number;
  readonly state: number;
  readonly crcOk: boolean;
}

export function stateName(state: number): string {
  return stateNames[state] ?? 'UNDEFINED';
}

export function recordCrc(sequence: number): number {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(sequence);
  return crc32(bytes, 0xffffffff);
}

export function encodeRecord(sequence: number, state: number): Buffer {
  const record = Buffer.alloc(RECORD_SIZE, 0xff);
  record.writeUInt32LE(sequence, 0);
  record.writeUInt32LE(state, STATE_OFFSET);
  record.writeUInt32LE(recordCrc(sequence), CRC_OFFSET);
  return record;
}

export function decodeRecord(index: 0 | 1, record: Buffer): OtaRecord {
  const sequence = record.readUInt32LE(0);
  return {
    index, sequence, state: record.readUInt32LE(STATE_OFFSET),
    crcOk: record.readUInt32LE(CRC_OFFSET) === recordCrc(sequence),
  };
}

/** Never written, or not written whole. */
export function isInitial(record: OtaRecord): boolean {
  return record.sequence === BLANK || !record.crcOk;
}

export function isRejected(record: OtaRecord): boolean {
  return record.sequence === BLANK || record.state === OtaState.invalid || record.state === OtaState.aborted;
}

/** The record that decides: valid, with the larger sequence number; the first one of two alike. */
export function activeRecord(records: readonly OtaRecord[]): OtaRecord | undefined {
  const [first, second] = records.filter((record) => record.crcOk && !isRejected(record));
  return second && first && second.sequence > first.sequence ? second : first;
}

export function slotIndexOf(sequence: number, slotCount: number): number {
  return (sequence - 1) % slotCount;
}

/** The smallest sequence number that selects the slot and is not below the one that rules now. */
export function nextSequence(current: number, slotIndex: number, slotCount: number): number {
  const base = (slotIndex + 1) % slotCount;
  return base + Math.max(0, Math.ceil((current - base) / slotCount)) * slotCount;
}

/** The two records of the `otadata` partition. */
export class OtaData {
  constructor(private readonly flash: FlashController, private readonly partition: Partition) {}

  read(): [OtaRecord, OtaRecord] {
    return [this.record(0), this.record(1)];
  }

  async write(index: 0 | 1, sequence: number, state: number): Promise<void> {
    const address = this.addressOf(index);
    await this.flash.erase(address, SECTOR_SIZE);
    await this.flash.write(address, encodeRecord(sequence, state));
  }

  async erase(): Promise<void> {
    await this.flash.erase(this.partition.address, this.partition.size);
  }

  private record(index: 0 | 1): OtaRecord {
    return decodeRecord(index, this.flash.read(this.addressOf(index), RECORD_SIZE));
  }

  private addressOf(index: 0 | 1): number {
    return this.partition.address + index * SECTOR_SIZE;
  }
}
