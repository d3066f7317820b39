/** What the host sends, until the cable is pulled: at once, or after the chosen byte. */
export class Cable {
  private bytesLeft = Infinity;

  constructor(private readonly deliver: (data: Buffer) => void, private readonly setConnected: (connected: boolean) => void) {}

  pullAfter(bytes: number): void {
    this.bytesLeft = bytes;
    if (bytes === 0) this.setConnected(false);
  }

  restore(): void {
    this.bytesLeft = Infinity;
    this.setConnected(true);
  }

  send(data: Buffer): void {
    if (this.bytesLeft === 0) return;
    const whole = data.subarray(0, Math.min(data.length, this.bytesLeft));
    this.bytesLeft -= whole.length;
    this.deliver(whole);
    if (this.bytesLeft === 0) this.setConnected(false);
  }
}
