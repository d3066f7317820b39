import { l10n } from 'vscode';
import { messageOf } from '../../infrastructure/failure';
import { ErrorCode } from '../../server/protocol';
import { isRpcError } from '../../server/rpc-error';
import { PROMPT } from './echo';
import { type Keystroke, LONGEST_PASTE } from './keyboard';
import type { ReplTerminal } from './repl-terminal';
import { Typist } from './typist';

/** What the terminal needs of the rest. */
export interface ReplLink {
  /** False where the board is away; the sidecar looks for it. */
  connect(device: string): Promise<boolean>;
  send(device: string, text: string): Promise<unknown>;
  interrupt(device: string): Promise<unknown>;
  isBusy(device: string): boolean;
  /** What this window does with the board. */
  work(): string | undefined;
}

/** A shorter exchange is not worth a line. */
const WORTH_A_LINE_MS = 400;

type State = 'open' | 'lost' | 'closed';

/** What happens between a terminal and a board: typing, and giving way while something else has the line. */
export class ReplSession {
  readonly opened: Promise<void>;
  private readonly typist: Typist;
  private state: State = 'closed';
  private connecting: Promise<boolean> | undefined;
  /** Set while it has been said that the line is not ours. */
  private saidBusy = false;
  private busyTimer: NodeJS.Timeout | undefined;

  constructor(
    public device: string,
    private readonly terminal: ReplTerminal,
    private readonly link: ReplLink,
  ) {
    this.opened = new Promise((resolve) => terminal.onDidOpen(resolve));
    this.typist = new Typist({
      send: (text) => link.send(this.device, text),
      interrupt: () => link.interrupt(this.device),
      notTaken: (characters) => terminal.note(l10n.t('{0} characters were not sent: the board is busy with a program that does not read them. Ctrl-C interrupts it', characters)),
      failed: (error) => this.failed(error),
    });
  }

  /** Opens the console's session, where it is not open. */
  async connect(): Promise<void> {
    this.terminal.note(l10n.t('REPL of {0}: Enter shows the prompt, Ctrl-C interrupts the program, Ctrl-D at the prompt restarts MicroPython', this.device));
    const connecting = this.link.connect(this.device).finally(() => {
      this.connecting = this.connecting === connecting ? undefined : this.connecting;
    });
    this.connecting = connecting;
    try {
      this.state = (await connecting) ? 'open' : 'lost';
    } catch (error) {
      this.terminal.note(l10n.t('{0} Enter tries again', messageOf(error)));
      throw error;
    }
    if (this.state === 'lost') {
      this.terminal.note(l10n.t('{0} is away; it goes on when it is back', this.device));
    }
    if (this.link.isBusy(this.device)) {
      this.sayBusy();
    }
  }

  async follow(device: string): Promise<void> {
    this.typist.forget();
    this.device = device;
    await this.connect();
  }

  stroke(stroke: Keystroke): void {
    if (this.connecting) {
      void this.connecting.then(() => this.stroke(stroke), () => {});
    } else if (this.state === 'closed') {
      this.whileClosed(stroke);
    } else if (this.state === 'lost') {
      this.terminal.beep();
    } else if (this.link.isBusy(this.device)) {
      this.sayBusy();
      this.terminal.beep();
    } else if (stroke.kind === 'interrupt') {
      this.typist.interrupt();
    } else if (stroke.kind === 'keys') {
      this.typist.keys(stroke.text);
    } else if (stroke.text.length > LONGEST_PASTE) {
      this.terminal.note(l10n.t('This is too long to be pasted; "otatools upload" brings a file to the board'));
    } else {
      this.typist.paste(stroke.text);
    }
  }

  output(text: string, skipped: number | undefined): void {
    this.typist.hear(text);
    this.terminal.output(text, skipped);
  }

  lost(message: string): void {
    this.state = 'lost';
    this.typist.forget();
    this.terminal.note(message);
  }

  back(message: string): void {
    this.state = 'open';
    this.terminal.note(message);
  }

  closed(): void {
    if (this.state !== 'closed') {
      this.state = 'closed';
      this.typist.forget();
      this.terminal.note(l10n.t('{0} is disconnected. Enter connects it again', this.device));
    }
  }

  restored(): void {
    this.typist.forget();
    this.endBusy();
    if (this.state !== 'closed') {
      this.terminal.note(l10n.t('The server was started again; the console of {0} goes on.', this.device));
    }
  }

  busyChanged(busy: boolean): void {
    if (!busy) {
      this.endBusy();
      return;
    }
    this.busyTimer ??= setTimeout(() => this.sayBusy(), WORTH_A_LINE_MS);
    const dropped = this.typist.drop();
    if (dropped > 0) {
      this.sayBusy();
      this.terminal.note(l10n.t('{0} characters were not sent any more', dropped));
    }
  }

  dispose(): void {
    clearTimeout(this.busyTimer);
    this.typist.forget();
  }

  private failed(error: unknown): void {
    if (isRpcError(error) && error.code === ErrorCode.DeviceDisconnected) {
      this.terminal.beep(); // that the board is lost is said by itself
    } else {
      this.terminal.note(messageOf(error));
    }
  }

  private whileClosed(stroke: Keystroke): void {
    if (stroke.kind === 'keys' && stroke.text.includes('\r')) {
      this.connect().catch(() => {}); // has been said
    } else {
      this.terminal.beep();
    }
  }

  private sayBusy(): void {
    if (!this.saidBusy) {
      this.saidBusy = true;
      const work = this.link.work();
      this.terminal.note(
        work === undefined
          ? l10n.t('The board is in use; what is typed now is not sent')
          : l10n.t('The board is in use ("{0}"); what is typed now is not sent', work),
      );
    }
  }

  private endBusy(): void {
    clearTimeout(this.busyTimer);
    this.busyTimer = undefined;
    if (this.saidBusy) {
      this.saidBusy = false;
      this.terminal.note(l10n.t('The board is free again'));
      if (this.typist.isAtPrompt) {
        this.terminal.output(PROMPT); // ours came below the one that the board printed
      }
    }
  }
}
