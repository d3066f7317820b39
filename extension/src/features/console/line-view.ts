/** How a person wants to see the lines. */
export interface LineOptions {
  readonly timestamps: boolean;
  /** Only lines that match are shown. */
  readonly filter: RegExp | undefined;
}

/** A longer line is judged by its beginning. */
const LONGEST_JUDGED = 2000;

/** A line is shown as it comes, unless a filter has to see all of it first. */
type Line = 'none' | 'held' | 'shown' | 'hidden';

/** Timestamps before lines, and only the lines that match a filter. Its text has `\n` as line ends. */
export class LineView {
  private line: Line = 'none';
  private held = '';
  private stamp = '';

  constructor(
    private options: LineOptions,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** From now on so; what was held back for the filter before is shown where it may be. */
  configure(options: LineOptions): string {
    const shown = this.judge();
    this.options = options;
    return shown;
  }

  push(text: string): string {
    if (this.line !== 'held' && this.line !== 'hidden' && !this.options.timestamps && !this.options.filter) {
      this.line = text === '' ? this.line : text.endsWith('\n') ? 'none' : 'shown';
      return text;
    }
    return text.match(/[^\n]*\n|[^\n]+$/g)?.map((part) => this.take(part)).join('') ?? '';
  }

  /** Nothing more comes: what is left of a line. */
  finish(): string {
    const rest = this.judge();
    this.line = 'none';
    return rest;
  }

  private take(part: string): string {
    if (this.line === 'none') {
      this.stamp = this.options.timestamps ? `${timeOfDay(this.now())} ` : '';
      this.line = this.options.filter ? 'held' : 'shown';
      part = this.line === 'shown' ? this.stamp + part : part;
    }
    const ended = part.endsWith('\n');
    let out = this.line === 'shown' ? part : '';
    if (this.line === 'held') {
      this.held += part;
      out = ended || this.held.length >= LONGEST_JUDGED ? this.judge() : '';
    }
    this.line = ended ? 'none' : this.line;
    return out;
  }

  private judge(): string {
    if (this.line !== 'held') {
      return '';
    }
    const text = this.held;
    this.held = '';
    const matches = !this.options.filter || this.options.filter.test(text.slice(0, LONGEST_JUDGED).replace(/\n$/, ''));
    this.line = matches ? 'shown' : 'hidden';
    return matches ? this.stamp + text : '';
  }
}

/** 09:05:03.007 */
function timeOfDay(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
