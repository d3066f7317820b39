/** Resolves with the first result that is not undefined, asked again at each signal; rejects at the deadline. */
export class Watch<T> {
  private readonly waiters = new Set<() => void>();
  readonly items: T[] = [];

  add(item: T): void {
    this.items.push(item);
    for (const wake of [...this.waiters]) {
      wake();
    }
  }

  /** The first item, from an index on, that the test accepts. */
  async find(accepts: (item: T) => boolean, what: string, timeoutMs = 60_000, from = 0): Promise<T> {
    const look = (): T | undefined => this.items.slice(from).find(accepts);
    const found = look();
    if (found !== undefined) {
      return found;
    }
    return await new Promise<T>((resolve, reject) => {
      const limit = setTimeout(() => {
        this.waiters.delete(wake);
        const seen = this.items.slice(-12).map((item) => JSON.stringify(item)).join('\n  ');
        reject(new Error(`${what} did not come within ${timeoutMs} ms; last seen:\n  ${seen}`));
      }, timeoutMs);
      const wake = (): void => {
        const item = look();
        if (item !== undefined) {
          clearTimeout(limit);
          this.waiters.delete(wake);
          resolve(item);
        }
      };
      this.waiters.add(wake);
    });
  }
}

/** Collects console text into lines. */
export class Lines extends Watch<string> {
  private rest = '';

  push(text: string): void {
    const parts = (this.rest + text).split(/\r\n|\n/);
    this.rest = parts.pop() ?? '';
    for (const line of parts) {
      this.add(line);
    }
  }

  line(pattern: RegExp, timeoutMs?: number, from?: number): Promise<string> {
    return this.find((line) => pattern.test(line), String(pattern), timeoutMs, from);
  }
}
