/** Characters; what a panel or a terminal takes without falling behind. */
export interface Pace {
  /** At once, after a rest. */
  readonly burst: number;
  readonly perSecond: number;
  /** What is kept of the end of each second. */
  readonly tail: number;
}

export const PANEL_PACE: Pace = { burst: 1_000_000, perSecond: 200_000, tail: 50_000 };

const HOLD_MS = 1000;

/**
 * Lets text pass up to a pace. What comes faster for long is shown as the head and the tail of each second, and a mark
 * between them tells how many characters are missing.
 */
export class Trimmer {
  private allowance: number;
  private refilled = Date.now();
  private timer: NodeJS.Timeout | undefined;
  /** While the timer runs: the last of what came since. */
  private held: string[] = [];
  private heldLength = 0;
  private dropped = 0;
  /** What came last, and what was shown last, is a line without its end. */
  private openLine = false;
  private shownOpenLine = false;

  /** @param mark The line that stands for so many characters. */
  constructor(
    private readonly show: (text: string) => void,
    private readonly mark: (characters: number) => string,
    private readonly pace = PANEL_PACE,
  ) {
    this.allowance = pace.burst;
  }

  add(text: string): void {
    this.openLine = text === '' ? this.openLine : !text.endsWith('\n');
    if (this.timer) {
      this.hold(text);
      return;
    }
    this.refill();
    if (text.length <= this.allowance) {
      this.pass(text);
      return;
    }
    const cut = headEnd(text, Math.max(0, Math.floor(this.allowance)));
    this.pass(text.slice(0, cut));
    this.timer = setTimeout(() => this.flush(), HOLD_MS);
    this.hold(text.slice(cut));
  }

  /** A line by itself. */
  addLine(line: string): void {
    this.add(`${this.openLine ? '\n' : ''}${line}\n`);
  }

  /** A line by itself that is shown at once and never left out. */
  note(line: string): void {
    this.flush();
    this.pass(`${this.openLine ? '\n' : ''}${line}\n`);
    this.openLine = false;
  }

  /** Characters that are missing already, where they would be. */
  addGap(characters: number): void {
    if (this.timer) {
      this.dropped += this.heldLength + characters;
      this.held = [];
      this.heldLength = 0;
    } else {
      this.pass(this.gap(characters));
    }
    this.openLine = false;
  }

  /** Shows what is held back. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    let tail = this.held.join('');
    let missing = this.dropped;
    this.held = [];
    this.heldLength = 0;
    this.dropped = 0;
    if (missing > 0 || tail.length > this.pace.tail) {
      const start = tailStart(tail, Math.max(0, tail.length - this.pace.tail));
      missing += start;
      tail = this.gap(missing) + tail.slice(start);
    }
    this.refill();
    this.pass(tail);
  }

  private gap(characters: number): string {
    return `${this.shownOpenLine ? '\n' : ''}${this.mark(characters)}\n`;
  }

  private pass(text: string): void {
    if (text !== '') {
      this.allowance -= text.length;
      this.shownOpenLine = !text.endsWith('\n');
      this.show(text);
    }
  }

  private hold(text: string): void {
    this.held.push(text);
    this.heldLength += text.length;
    while (this.heldLength - this.held[0]!.length >= this.pace.tail) {
      const { length } = this.held.shift()!;
      this.heldLength -= length;
      this.dropped += length;
    }
  }

  private refill(): void {
    const now = Date.now();
    const due = (Math.max(0, now - this.refilled) / 1000) * this.pace.perSecond;
    this.allowance = Math.min(this.pace.burst, this.allowance + due);
    this.refilled = now;
  }
}

/** The end of the last line that ends within so many characters; in one long line never the middle of a character. */
function headEnd(text: string, most: number): number {
  const line = text.lastIndexOf('\n', most - 1) + 1;
  return most > 0 && line > 0 ? line : whole(text, most);
}

/** The beginning of the first line that begins after so many characters. */
function tailStart(text: string, least: number): number {
  const line = text.indexOf('\n', least) + 1;
  return line > 0 && line < text.length ? line : whole(text, least);
}

function whole(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
