import type { SharedMemory } from '../cpu/shared-memory.js';
import { BITS_PER_BYTE, type LinkKind } from './uart-receiver.js';

const INTERVAL_MS = 2;
const MAX_BURST_MS = 20;

/** Bytes from the board to the host, at the pace of the link. */
export class UartTransmitter {
  private queue: Buffer[] = [];
  private timer: NodeJS.Timeout | null = null;
  private sentAt = 0;
  private credit = 0;
  private sent = 0;
  private readonly bytesPerMs: number;

  constructor(
    link: LinkKind,
    baud: number,
    private readonly memory: SharedMemory,
    private readonly emit: (data: Buffer) => void,
  ) {
    this.bytesPerMs = link === 'uart' ? baud / BITS_PER_BYTE / 1000 : Infinity;
  }

  counters(): { sent: number } {
    return { sent: this.sent };
  }

  resetCounters(): void {
    this.sent = 0;
  }

  /** Text of the ROM and the bootloader. */
  sendText(text: string): void {
    this.memory.addTransmitQueued(text.length);
    this.send(Buffer.from(text, 'latin1'));
  }

  /** The CPU has counted these bytes as queued already. */
  send(data: Buffer): void {
    this.queue.push(data);
    if (this.timer) return;
    this.sentAt = performance.now();
    this.pump();
  }

  /** The CPU has stopped: what it counted and never handed over will not come. */
  cpuStopped(): void {
    this.memory.setTransmitQueued(this.queue.reduce((total, data) => total + data.length, 0));
  }

  powerLost(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.queue = [];
  }

  private pump(): void {
    this.timer = null;
    this.emitUpTo(this.takeCredit());
    if (this.queue.length > 0) this.timer = setTimeout(() => this.pump(), INTERVAL_MS);
  }

  private takeCredit(): number {
    if (this.bytesPerMs === Infinity) return Infinity;
    const now = performance.now();
    this.credit = Math.min(this.bytesPerMs * MAX_BURST_MS, this.credit + (now - this.sentAt) * this.bytesPerMs);
    this.sentAt = now;
    return Math.floor(this.credit);
  }

  private emitUpTo(limit: number): void {
    let left = limit;
    while (left > 0 && this.queue.length > 0) {
      const head = this.queue[0]!;
      const piece = head.subarray(0, Math.min(head.length, left));
      if (piece.length === head.length) this.queue.shift();
      else this.queue[0] = head.subarray(piece.length);
      left -= piece.length;
      this.sent += piece.length;
      this.emit(piece);
      this.memory.addTransmitQueued(-piece.length);
    }
    if (limit !== Infinity) this.credit -= limit - left;
    this.memory.wake();
  }
}
