import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { seededBytes } from '../image/seeded-bytes.js';

export const SECTOR_SIZE = 4096;
const ERASED = 0xff;

/** The flash chip: a file whose bits a write can only clear and an erase can only set, a sector at a time. */
export class NorFlash {
  private readonly cells: Buffer;
  private readonly file: number;

  private constructor(path: string) {
    this.cells = readFileSync(path);
    this.file = openSync(path, 'r+');
  }

  static create(path: string, size: number): NorFlash {
    writeFileSync(path, Buffer.alloc(size, ERASED));
    return new NorFlash(path);
  }

  static open(path: string): NorFlash {
    return new NorFlash(path);
  }

  static exists(path: string): boolean {
    return existsSync(path);
  }

  get size(): number {
    return this.cells.length;
  }

  read(address: number, length: number): Buffer {
    this.requireRange(address, length);
    return Buffer.from(this.cells.subarray(address, address + length));
  }

  write(address: number, data: Uint8Array): void {
    this.requireRange(address, data.length);
    for (let i = 0; i < data.length; i++) this.cells[address + i]! &= data[i]!;
    this.persist(address, data.length);
  }

  eraseSector(address: number): void {
    this.requireRange(address, SECTOR_SIZE);
    this.cells.fill(ERASED, address, address + SECTOR_SIZE);
    this.persist(address, SECTOR_SIZE);
  }

  /** An erase that lost its power: some bits are up already, others are not, and which ones nobody can tell. */
  eraseHalf(address: number): void {
    this.requireRange(address, SECTOR_SIZE);
    const risen = seededBytes(address, SECTOR_SIZE);
    for (let i = 0; i < SECTOR_SIZE; i++) this.cells[address + i]! |= risen[i]!;
    this.persist(address, SECTOR_SIZE);
  }

  /** What a programmer on the bench does: the bytes are there afterwards, whatever was there before. */
  program(address: number, data: Uint8Array): void {
    this.requireRange(address, data.length);
    this.cells.set(data, address);
    this.persist(address, data.length);
  }

  close(): void {
    closeSync(this.file);
  }

  private persist(address: number, length: number): void {
    writeSync(this.file, this.cells, address, length, address);
  }

  private requireRange(address: number, length: number): void {
    if (address < 0 || address + length > this.size)
      throw new RangeError(`flash range 0x${address.toString(16)}+0x${length.toString(16)} is outside the chip`);
  }
}
