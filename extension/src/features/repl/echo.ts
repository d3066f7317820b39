import { AnsiFilter } from '../console/ansi';

export const PROMPT = '>>> ';

/** Enough for a prompt. */
const LAST = 200;

/** Listens to what the board prints: whether it is at its prompt, and whether it has answered what was sent. */
export class Echo {
  private ansi = new AnsiFilter();
  private last = '';
  private waiting: { left: number; readonly until: RegExp | undefined; seen: string; readonly done: (heard: boolean) => void } | undefined;

  /** @param patienceMs Long enough for a slow line; a board at its prompt answers at once. */
  constructor(private readonly patienceMs = 5000) {}

  hear(text: string): void {
    this.last = (this.last + this.ansi.push(text)).slice(-LAST);
    const { waiting } = this;
    if (waiting) {
      waiting.left -= text.length;
      waiting.seen = (waiting.seen + text).slice(-LAST);
      if (waiting.until ? waiting.until.test(waiting.seen) : waiting.left <= 0) {
        waiting.done(true);
      }
    }
  }

  /** Whether the last that it printed is an empty prompt. */
  get isAtPrompt(): boolean {
    return this.last.split(/[\r\n]/).at(-1) === PROMPT;
  }

  /** Another start, another text. */
  forget(): void {
    this.last = '';
    this.ansi = new AnsiFilter();
    this.giveUp();
  }

  /** Whoever waits waits no longer. */
  giveUp(): void {
    this.waiting?.done(false);
  }

  /** Does something that the board answers, with so many characters or with this text; false where it does not in time. */
  async answers(act: () => Promise<unknown>, answer: number | RegExp): Promise<boolean> {
    const heard = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => this.giveUp(), this.patienceMs);
      this.waiting = {
        left: typeof answer === 'number' ? answer : 0,
        until: typeof answer === 'number' ? undefined : answer,
        seen: '',
        done: (result) => {
          clearTimeout(timer);
          this.waiting = undefined;
          resolve(result);
        },
      };
    });
    try {
      await act();
    } catch (error) {
      this.giveUp();
      throw error;
    }
    return await heard;
  }
}
