/** Work that is wanted again and again, once at a time: while it runs, any number of wishes become one more run. */
export class LatestOnly {
  private running = false;
  private wanted = false;
  private stopped = false;

  /** @param work Told whether its result is still wanted. It does not fail. */
  constructor(private readonly work: (isWanted: () => boolean) => Promise<void>) {}

  run(): void {
    this.wanted = true;
    if (!this.running) {
      void this.loop();
    }
  }

  stop(): void {
    this.stopped = true;
  }

  private async loop(): Promise<void> {
    this.running = true;
    try {
      while (this.wanted && !this.stopped) {
        this.wanted = false;
        await this.work(() => !this.stopped);
      }
    } finally {
      this.running = false;
    }
  }
}
