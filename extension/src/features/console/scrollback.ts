/** Counts what a panel holds, and knows its last part: what stays when the panel has become too long. */
export class Scrollback {
  private total = 0;
  private recent: string[] = [];
  private recentLength = 0;

  /** @param keep Characters that stay when there are more than `most`. */
  constructor(
    private readonly most = 4_000_000,
    private readonly keep = 200_000,
  ) {}

  /** @returns What the panel shall hold instead, and how many characters that leaves out; undefined: it takes the text. */
  add(text: string): { readonly left: number; readonly tail: string } | undefined {
    this.total += text.length;
    this.recent.push(text);
    this.recentLength += text.length;
    while (this.recentLength - this.recent[0]!.length >= this.keep) {
      this.recentLength -= this.recent.shift()!.length;
    }
    if (this.total <= this.most) {
      return undefined;
    }
    const all = this.recent.join('');
    const start = Math.max(0, all.length - this.keep);
    const tail = all.slice(all.indexOf('\n', start - 1) + 1 || start);
    const left = this.total - tail.length;
    this.recent = [tail];
    this.recentLength = this.total = tail.length;
    return { left, tail };
  }
}
