import { Echo } from './echo';
import { pieces } from './pieces';

/** MicroPython's paste mode: lines are taken as they are, without its own indentation. */
const PASTE_MODE = '\x05';
const PASTE_PROMPT = /=== /;
const END_OF_PASTE = '\x04';

/** What becomes of what is typed. */
export interface Line {
  /** Resolves when it is written. */
  send(text: string): Promise<unknown>;
  /** Ctrl-C, ahead of all else. */
  interrupt(): Promise<unknown>;
  /** So many characters were not sent, since the board does not take them. */
  notTaken(characters: number): void;
  failed(error: unknown): void;
}

/** Types on the board's line: in order, one piece at a time, and no faster than the board reads. */
export class Typist {
  private readonly echo = new Echo();
  private queue: { text: string; readonly pasted: boolean }[] = [];
  private typing = false;
  /** Counted up when what is queued is no longer wanted. */
  private round = 0;

  constructor(private readonly line: Line) {}

  keys(text: string): void {
    const last = this.queue.at(-1);
    if (last && !last.pasted) {
      last.text += text;
    } else {
      this.queue.push({ text, pasted: false });
    }
    void this.type();
  }

  paste(text: string): void {
    this.queue.push({ text, pasted: true });
    void this.type();
  }

  /** Ctrl-C; what is still to be typed is dropped, as it is in any terminal. */
  interrupt(): void {
    this.drop();
    this.line.interrupt().catch((error: unknown) => this.line.failed(error));
  }

  /** @returns Characters that were not sent yet, and will not be. */
  drop(): number {
    const dropped = this.queue.reduce((sum, { text }) => sum + text.length, 0);
    this.queue = [];
    this.round++;
    this.echo.giveUp();
    return dropped;
  }

  get isAtPrompt(): boolean {
    return this.echo.isAtPrompt;
  }

  /** What the board prints. */
  hear(text: string): void {
    this.echo.hear(text);
  }

  /** Another start of the board, or another board. */
  forget(): void {
    this.drop();
    this.echo.forget();
  }

  private async type(): Promise<void> {
    if (this.typing) {
      return;
    }
    this.typing = true;
    try {
      for (let next = this.queue.shift(); next; next = this.queue.shift()) {
        const left = next.pasted && /\r./.test(next.text) && this.isAtPrompt ? await this.block(next.text) : await this.paced(next.text);
        if (left > 0) {
          this.line.notTaken(left + this.drop());
        }
      }
    } catch (error) {
      this.drop();
      this.line.failed(error);
    } finally {
      this.typing = false;
    }
  }

  /** Several lines at the prompt. @returns Characters that the board did not take. */
  private async block(text: string): Promise<number> {
    const { round } = this;
    if (!(await this.echo.answers(() => this.line.send(PASTE_MODE), PASTE_PROMPT))) {
      return round === this.round ? text.length : 0;
    }
    const left = await this.paced(text.replace(/\r+$/, ''), true);
    if (left > 0) {
      await this.line.interrupt(); // leaves paste mode, and nothing is run that is not whole
    } else if (round === this.round) {
      await this.line.send(END_OF_PASTE);
    }
    return left;
  }

  /** Each piece waits for the echo of the one before; a few keys wait for nothing. */
  private async paced(text: string, toTheEnd = false): Promise<number> {
    const { round } = this;
    const all = pieces(text);
    let left = text.length;
    for (const [index, piece] of all.entries()) {
      left -= piece.length;
      if (index === all.length - 1 && !toTheEnd) {
        await this.line.send(piece);
      } else if (!(await this.echo.answers(() => this.line.send(piece), piece.length)) && round === this.round) {
        return Math.max(left, 1);
      }
      if (round !== this.round) {
        return 0;
      }
    }
    return 0;
  }
}
