const WINDOW_MS = 20;

/** Lets bytes through at a given rate; null is no limit. */
export class RateLimiter {
  private credit = 0;
  private updatedAt = performance.now();

  constructor(private readonly bytesPerSecond: number | null) {}

  /** How many of the wanted bytes may pass now. */
  take(wanted: number): number {
    if (this.bytesPerSecond === null) return wanted;
    const now = performance.now();
    const burst = Math.max(1, (this.bytesPerSecond * WINDOW_MS) / 1000);
    this.credit = Math.min(burst, this.credit + ((now - this.updatedAt) * this.bytesPerSecond) / 1000);
    this.updatedAt = now;
    const granted = Math.min(wanted, Math.floor(this.credit));
    this.credit -= granted;
    return granted;
  }

  get waitMs(): number {
    return this.bytesPerSecond === null ? 0 : Math.max(1, Math.min(WINDOW_MS, 1000 / this.bytesPerSecond));
  }
}
