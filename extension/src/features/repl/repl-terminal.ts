import { EventEmitter, env, l10n, type Pseudoterminal } from 'vscode';
import { Batch } from '../console/batch';
import { Transcript } from '../console/transcript';
import { Keyboard, type Keystroke, MARK_PASTES } from './keyboard';
import { Returns } from './terminal-text';

const BELL = '\x07';
/** Short: a person waits for the echo of each key. */
const DELAY_MS = 5;

/** A terminal of VS Code: what it shows, and what is typed into it. */
export class ReplTerminal implements Pseudoterminal {
  private readonly written = new EventEmitter<string>();
  private readonly opened = new EventEmitter<void>();
  private readonly closed = new EventEmitter<void>();
  readonly onDidWrite = this.written.event;
  readonly onDidOpen = this.opened.event;
  /** A person closed it. */
  readonly onDidEnd = this.closed.event;
  private readonly keyboard = new Keyboard();
  private readonly returns = new Returns();
  private readonly batch = new Batch((text) => this.written.fire(this.returns.push(text)), DELAY_MS);
  private readonly transcript = new Transcript((text) => this.batch.add(text));

  constructor(private readonly onKeystroke: (stroke: Keystroke) => void) {}

  open(): void {
    this.written.fire(MARK_PASTES);
    this.opened.fire();
  }

  close(): void {
    this.batch.flush();
    this.closed.fire();
  }

  handleInput(data: string): void {
    this.keyboard.read(data).forEach(this.onKeystroke);
  }

  /** What the board prints, colours and all. */
  output(text: string, skipped = 0): void {
    if (skipped > 0) {
      this.note(l10n.t('{0} bytes left out here: they came too fast', skipped.toLocaleString(env.language)));
    }
    this.transcript.add(text);
  }

  /** A line of ours between those of the board. */
  note(text: string): void {
    this.transcript.addLine(dim(text));
  }

  /** What was typed is not sent. */
  beep(): void {
    this.batch.add(BELL);
  }

  dispose(): void {
    for (const emitter of [this.written, this.opened, this.closed]) {
      emitter.dispose();
    }
  }
}

/** Whatever colour the board left behind. */
const dim = (text: string): string => `\x1b[0;2m--- ${text} ---\x1b[0m`;
