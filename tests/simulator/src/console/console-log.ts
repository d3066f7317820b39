const CAPACITY = 256 * 1024;

/** The last of what the board has printed, for tests that ask afterwards. */
export class ConsoleLog {
  private text = '';

  append(data: Buffer): void {
    this.text += data.toString('latin1');
    if (this.text.length > 2 * CAPACITY) this.text = this.text.slice(-CAPACITY);
  }

  get content(): string {
    return this.text.slice(-CAPACITY);
  }
}
