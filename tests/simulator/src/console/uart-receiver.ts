import type { InterruptLine } from '../cpu/interrupt-line.js';
import { Activity, type SharedMemory } from '../cpu/shared-memory.js';

export type LinkKind = 'uart' | 'usb';

/** Bits on the wire for one byte: start, eight, stop. */
export const BITS_PER_BYTE = 10;
/** The UART's hardware buffer: what may arrive in one go after the receiver was late. */
const HARDWARE_FIFO = 128;
const PUMP_INTERVAL_MS = 1;
const BLOCKED_RETRY_MS = 5;
/**
 * How long code that runs may leave the ring full before bytes are lost. A chip's task switches in microseconds; a
 * thread of a loaded host may not be scheduled for this long, which is no overrun of the board's.
 */
const SCHEDULING_GRACE_MS = 50;

/**
 * Bytes from the host on their way into the driver's ring. A UART delivers at its baud rate and loses what does not
 * fit or what nobody listens to; USB holds the host back instead.
 */
export class UartReceiver {
  /** False while the ROM and the bootloader run: nobody has set the UART up. */
  listening = false;
  private waiting: number[] = [];
  private timer: NodeJS.Timeout | null = null;
  private credit = 0;
  private pumpedAt = 0;
  private fullSince: { readonly progress: number; readonly at: number } | null = null;
  private counts = { received: 0, lost: 0 };

  constructor(
    private readonly link: LinkKind,
    private readonly baud: number,
    private readonly memory: SharedMemory,
    private readonly interrupts: InterruptLine,
  ) {}

  counters(): { received: number; lost: number } {
    return { ...this.counts };
  }

  resetCounters(): void {
    this.counts = { received: 0, lost: 0 };
  }

  receive(data: Uint8Array): void {
    if (this.link === 'uart' && !this.listening) {
      this.counts.lost += data.length;
      return;
    }
    for (const byte of data) this.waiting.push(byte);
    if (this.timer) return;
    this.pumpedAt = performance.now();
    this.pump();
  }

  /** The chip was reset: what was under way is gone. */
  clear(): void {
    this.stop();
    this.waiting = [];
    this.memory.clearReceived();
  }

  /** A sleep of the chip in which nobody sets a clock for the UART; a reset ends it. */
  async deafFor(milliseconds: number | null, reset: AbortSignal): Promise<void> {
    this.listening = false;
    await new Promise<void>((resolve) => {
      const timer = milliseconds === null ? undefined : setTimeout(resolve, milliseconds);
      reset.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    if (!reset.aborted) this.listening = true;
  }

  /** The driver took something out of its full ring. */
  spaceFreed(): void {
    if (this.link === 'usb') this.pump();
  }

  private stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private pump(): void {
    this.stop();
    if (this.link === 'uart') this.pumpAtBaudRate();
    else this.pumpUntilFull();
  }

  private pumpAtBaudRate(): void {
    const now = performance.now();
    this.credit = Math.min(HARDWARE_FIFO, this.credit + ((now - this.pumpedAt) * this.baud) / BITS_PER_BYTE / 1000);
    this.pumpedAt = now;
    const due = Math.min(this.waiting.length, Math.floor(this.credit));
    let taken = 0;
    while (taken < due && this.arrive(this.waiting[taken]!)) taken++;
    this.waiting.splice(0, taken);
    this.credit -= taken;
    if (taken > 0) this.memory.wake();
    if (this.waiting.length > 0) this.timer = setTimeout(() => this.pump(), PUMP_INTERVAL_MS);
  }

  /** False while it cannot be told whether the byte finds room. */
  private arrive(byte: number): boolean {
    if (this.deliver(byte)) {
      this.counts.received++;
      this.fullSince = null;
      return true;
    }
    if (this.mayStillBeRead()) return false;
    this.counts.lost++;
    return true;
  }

  private mayStillBeRead(): boolean {
    const { activity, receiveProgress } = this.memory;
    if (activity !== Activity.running) return activity === Activity.readingConsole;
    if (this.fullSince?.progress !== receiveProgress) this.fullSince = { progress: receiveProgress, at: performance.now() };
    return performance.now() - this.fullSince.at < SCHEDULING_GRACE_MS;
  }

  private pumpUntilFull(): void {
    let taken = 0;
    if (this.listening) while (taken < this.waiting.length && this.deliver(this.waiting[taken]!)) taken++;
    this.waiting.splice(0, taken);
    this.counts.received += taken;
    this.memory.receiveBlocked = this.waiting.length > 0;
    if (taken > 0) this.memory.wake();
    if (this.waiting.length > 0) this.timer = setTimeout(() => this.pump(), BLOCKED_RETRY_MS);
  }

  private deliver(byte: number): boolean {
    return this.interrupts.offer(byte) || this.memory.offerReceived(byte);
  }
}
