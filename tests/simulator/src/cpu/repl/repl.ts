import type { CpuConsole } from '../console.js';
import type { Interpreter } from '../interpreter/interpreter.js';
import { receivePaste } from './raw-paste.js';

export const Control = { a: 1, b: 2, c: 3, d: 4, e: 5 } as const;

const RAW_BANNER = 'raw REPL; CTRL-B to exit\r\n';
const FORCED_EXIT = 0x100;
/** A raw-paste request is Ctrl-E, A, Ctrl-A on an empty line. */
const PASTE_REQUEST_LENGTH = 2;

export interface ReplHost {
  readonly interpreter: Interpreter;
  readonly console: CpuConsole;
  readonly rawPaste: boolean;
  readonly banner: string;
  /** Runs what is due between two bytes. */
  runTimers(): void;
  /** Whether the text so far can never become valid Python. */
  isHopeless(source: string): boolean;
}

/** The console's loop: friendly mode is the interpreter's own; raw mode and raw-paste are driven from here. */
export class Repl {
  private line: number[] = [];

  constructor(private readonly host: ReplHost, private raw: boolean) {}

  /** Runs until something forces an exit; says whether raw mode was on then. */
  run(): { rawMode: boolean } {
    this.start();
    for (;;) {
      const byte = this.nextByte();
      const result = this.raw ? this.processRaw(byte) : this.processFriendly(byte);
      if (result & FORCED_EXIT) return { rawMode: this.raw };
    }
  }

  private start(): void {
    const { interpreter, console, banner } = this.host;
    console.capture(() => interpreter.startRepl());
    if (!this.raw) {
      console.writeString(banner);
      return;
    }
    console.capture(() => interpreter.processChar(Control.a));
    console.writeString(`${RAW_BANNER}>`);
  }

  private nextByte(): number {
    for (;;) {
      const byte = this.host.console.read();
      if (byte !== null) return byte;
      this.host.runTimers();
    }
  }

  private processFriendly(byte: number): number {
    const { interpreter, console, banner } = this.host;
    if (byte === Control.a) {
      const output = console.capture(() => interpreter.processChar(byte));
      this.raw = output.includes(RAW_BANNER);
      this.line = [];
      console.writeString(output);
      return 0;
    }
    if (byte === Control.b) {
      const output = console.capture(() => interpreter.processChar(byte));
      console.writeString(output.includes('MicroPython') ? `\r\n${banner}` : output);
      return 0;
    }
    return interpreter.processChar(byte);
  }

  private processRaw(byte: number): number {
    switch (byte) {
      case Control.a:
        return this.enterPasteOrStartOver();
      case Control.b:
        return this.leaveRaw();
      case Control.c:
        this.line = [];
        return 0;
      case Control.d: {
        const source = this.line;
        this.line = [];
        return this.execute(source);
      }
      default:
        this.line.push(byte);
        return 0;
    }
  }

  private leaveRaw(): number {
    const { interpreter, console, banner } = this.host;
    this.line = [];
    this.raw = false;
    console.capture(() => interpreter.processChar(Control.b));
    console.writeString(`\r\n${banner}`);
    return 0;
  }

  private enterPasteOrStartOver(): number {
    const { interpreter, console } = this.host;
    const [first, command] = this.line;
    const isRequest = this.line.length === PASTE_REQUEST_LENGTH && first === Control.e;
    this.line = [];
    if (!isRequest) return interpreter.processChar(Control.a);
    if (command !== 'A'.charCodeAt(0) || !this.host.rawPaste) {
      console.writeRaw(Uint8Array.of('R'.charCodeAt(0), 0));
      console.writeString('>');
      return 0;
    }
    const source = receivePaste(console, () => this.nextByte(), (text) => this.host.isHopeless(text));
    return source === null ? 0 : console.withoutFirst('OK'.length, () => this.execute(source.map(asSource)));
  }

  private execute(source: readonly number[]): number {
    const { interpreter } = this.host;
    for (const byte of source) interpreter.processChar(byte);
    return interpreter.processChar(Control.d);
  }
}

/** In pasted source a control character is a character, and a wrong one; the interpreter's own REPL would obey it. */
function asSource(byte: number): number {
  return byte >= Control.a && byte <= Control.e ? '$'.charCodeAt(0) : byte;
}
