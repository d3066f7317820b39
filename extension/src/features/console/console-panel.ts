import { env, l10n, type OutputChannel, window } from 'vscode';
import { AnsiFilter } from './ansi';
import { Batch } from './batch';
import { LineEnds } from './console-text';
import { type LineOptions, LineView } from './line-view';
import { Scrollback } from './scrollback';
import { Transcript } from './transcript';

/** The board's console in the output panel: plain text, in order, and as much of it as the panel can take. */
export class ConsolePanel {
  private readonly channel: OutputChannel = window.createOutputChannel(l10n.t('OTA Tools: Device Console'));
  private readonly scrollback = new Scrollback();
  private readonly batch = new Batch((text) => this.append(text));
  private readonly transcript = new Transcript((text) => this.batch.add(text));
  private readonly lines: LineView;
  private ansi = new AnsiFilter();
  private lineEnds = new LineEnds();
  /** Where all that the board prints is being written to. */
  logFile: string | undefined;

  constructor(private options: LineOptions) {
    this.lines = new LineView(options);
  }

  /** From now on so. */
  configure(options: LineOptions): void {
    this.options = options;
    this.transcript.add(this.lines.configure(options));
  }

  show(): void {
    this.channel.show(true);
  }

  /** @param skipped Bytes that are missing before it. */
  output(text: string, skipped = 0): void {
    if (skipped > 0) {
      this.endOfText();
      this.note(this.leftOut(skipped));
    }
    this.transcript.add(this.lines.push(this.lineEnds.push(this.ansi.push(text))));
  }

  /** What a line of the board means: below that line, where it is still on its way to the panel. */
  explain(line: string, explanation: string): void {
    const below = `    → ${explanation}`;
    if ((this.options.filter?.test(line) ?? true) && !this.batch.insertBelow(line, below)) {
      this.transcript.addLine(below);
    }
  }

  /** A line of ours between those of the board. */
  note(text: string): void {
    this.transcript.addLine(ours(text));
  }

  /** The board's text ends here; what comes next is the beginning of another. */
  endOfText(): void {
    this.transcript.add(this.lines.finish());
    this.ansi = new AnsiFilter();
    this.lineEnds = new LineEnds();
  }

  dispose(): void {
    this.batch.flush();
    this.channel.dispose();
  }

  private append(text: string): void {
    const cut = this.scrollback.add(text);
    if (cut) {
      this.channel.replace(`${ours(l10n.t('{0} characters before this are no longer shown', format(cut.left)))}\n${cut.tail}`);
    } else {
      this.channel.append(text);
    }
  }

  private leftOut(bytes: number): string {
    return this.logFile === undefined
      ? l10n.t('{0} bytes left out here: they came too fast. "Log Device Console to File…" keeps all', format(bytes))
      : l10n.t('{0} bytes left out here; the log file has them: {1}', format(bytes), this.logFile);
  }
}

const ours = (text: string): string => `--- ${text} ---`;
const format = (number: number): string => number.toLocaleString(env.language);
