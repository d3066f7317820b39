/** Gathers text for a short while and hands it on in one piece: a channel takes few long pieces better than many short ones. */
export class Batch {
  private text = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly flushTo: (text: string) => void,
    private readonly delayMs = 40,
    private readonly longest = 64 * 1024,
  ) {}

  add(text: string): void {
    this.text += text;
    if (this.text.length >= this.longest) {
      this.flush();
    } else {
      this.timer ??= setTimeout(() => this.flush(), this.delayMs);
    }
  }

  /** Puts a line below the last one that holds this text. False where there is none, or not its end. */
  insertBelow(text: string, line: string): boolean {
    const from = this.text.lastIndexOf(text);
    const end = from < 0 ? 0 : this.text.indexOf('\n', from + text.length) + 1;
    if (end > 0) {
      this.text = `${this.text.slice(0, end)}${line}\n${this.text.slice(end)}`;
    }
    return end > 0;
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.text !== '') {
      const text = this.text;
      this.text = '';
      this.flushTo(text);
    }
  }
}
