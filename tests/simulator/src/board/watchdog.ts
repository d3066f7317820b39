import type { SharedMemory } from '../cpu/shared-memory.js';

/** The task watchdog behind `machine.WDT`: once started it only ends with a reset of the chip. */
export class Watchdog {
  private timeoutMs = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly memory: SharedMemory,
    private readonly held: () => boolean,
    private readonly bite: () => void,
  ) {}

  /** Starting it again changes its timeout, as on the chip since v1.21. */
  start(timeoutMs: number): void {
    this.timeoutMs = timeoutMs;
    this.checkIn(timeoutMs);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private checkIn(milliseconds: number): void {
    this.stop();
    this.timer = setTimeout(() => this.check(), milliseconds);
  }

  /** A board that a test holds still has no time passing. */
  private check(): void {
    if (this.held()) this.memory.feedWatchdog();
    const left = this.timeoutMs - this.memory.millisecondsSinceWatchdogFed();
    if (left > 0) this.checkIn(left);
    else this.bite();
  }
}
