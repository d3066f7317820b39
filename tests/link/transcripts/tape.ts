import { connect, type Socket } from 'node:net';

const DEADLINE_MS = 20_000;

/** A host at the board's console that keeps what goes over the wire, in its order. */
export class Tape {
  private readonly said: { readonly mark: '>' | '<'; text: string }[] = [];
  /** What came and is not on the tape yet. */
  private pending = '';
  private wake: () => void = () => {};

  private constructor(private readonly socket: Socket) {
    socket.on('data', (data) => {
      this.pending += data.toString('latin1');
      this.wake();
    });
    socket.on('error', () => this.wake());
  }

  static async open(port: number): Promise<Tape> {
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Tape(socket);
  }

  send(text: string): void {
    this.keep('>', text);
    this.socket.write(Buffer.from(text, 'latin1'));
  }

  /** What the board says up to and including the text. */
  async until(text: string): Promise<string> {
    await this.when(() => this.pending.includes(text), JSON.stringify(text));
    return this.take(this.pending.indexOf(text) + text.length);
  }

  async read(length: number): Promise<string> {
    await this.when(() => this.pending.length >= length, `${length} bytes`);
    return this.take(length);
  }

  close(): void {
    this.socket.destroy();
  }

  /** The file: what it shows, and what went over the wire. */
  transcript(title: string): string {
    return `${[`# ${title}`, ...this.said.flatMap(({ mark, text }) => written(mark, text))].join('\n')}\n`;
  }

  private keep(mark: '>' | '<', text: string): void {
    const last = this.said.at(-1);
    if (last?.mark === mark) last.text += text;
    else this.said.push({ mark, text });
  }

  private take(length: number): string {
    const taken = this.pending.slice(0, length);
    this.pending = this.pending.slice(length);
    this.keep('<', taken);
    return taken;
  }

  private when(holds: () => boolean, what: string): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`the board never sent ${what}; it sent ${JSON.stringify(this.pending)}`)), DEADLINE_MS);
      this.wake = () => {
        if (!holds()) return;
        clearTimeout(limit);
        resolve();
      };
    });
  }
}

/** One line of the file for each line of text, everything but printable ASCII escaped, and a blank at the end. */
function written(mark: string, text: string): string[] {
  return text.split(/(?<=\n)/).map((line) => `${mark} ${line.replace(/[^\x20-\x5b\x5d-\x7e]| $/g, escaped)}`);
}

const named: Readonly<Record<string, string>> = { '\r': '\\r', '\n': '\\n', '\\': '\\\\' };

function escaped(character: string): string {
  return named[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
