/** How often a crashed sidecar is started again: a few times within a while, so that a crash at each start ends. */
export class CrashCap {
  private readonly crashes: number[] = [];

  constructor(
    readonly limit = 4,
    readonly windowMs = 180_000,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts one crash. False: no more. */
  allowsRestart(): boolean {
    const now = this.now();
    while (this.crashes.length > 0 && now - this.crashes[0]! > this.windowMs) {
      this.crashes.shift();
    }
    this.crashes.push(now);
    return this.crashes.length <= this.limit;
  }

  /** A person asked for a start: all is forgiven. */
  reset(): void {
    this.crashes.length = 0;
  }
}
