import net from 'node:net';
import type { Scope } from './scope.js';

const DEADLINE_MS = 20_000;

/** A host in the board's raw REPL. */
export class RawLink {
  private received = Buffer.alloc(0);
  private wake = (): void => {};

  private constructor(private readonly socket: net.Socket) {
    socket.on('data', (data: Buffer) => {
      this.received = Buffer.concat([this.received, data]);
      this.wake();
    });
    socket.on('error', () => {});
  }

  /** Enters the raw REPL of a board that is at its prompt. */
  static async open(t: Scope, port: number): Promise<RawLink> {
    const socket = net.connect(port, '127.0.0.1');
    t.after(() => socket.destroy());
    const link = new RawLink(socket);
    link.write('\r\x03\x03\x01');
    await link.until('raw REPL; CTRL-B to exit\r\n>');
    return link;
  }

  write(data: string | Buffer): void {
    this.socket.write(typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
  }

  /** Starts source that goes on to read. */
  async start(source: string): Promise<void> {
    this.write(`${source}\x04`);
    await this.until('OK');
  }

  async execute(source: string): Promise<string> {
    await this.start(source);
    return await this.finish();
  }

  /** What the source printed; its traceback is the error. */
  async finish(): Promise<string> {
    const output = (await this.until('\x04')).slice(0, -1);
    const traceback = (await this.until('\x04>')).slice(0, -2);
    if (traceback) throw new Error(traceback);
    return output;
  }

  async byte(expected: number): Promise<void> {
    const got = (await this.bytes(1))[0];
    if (got !== expected) throw new Error(`byte ${got} where ${expected} was due, then ${JSON.stringify(this.received.toString('latin1'))}`);
  }

  async bytes(count: number): Promise<Buffer> {
    await this.waitFor(() => this.received.length >= count, `${count} bytes`);
    return this.take(count);
  }

  async until(text: string): Promise<string> {
    await this.waitFor(() => this.received.includes(text, 0, 'latin1'), JSON.stringify(text));
    return this.take(this.received.indexOf(text, 0, 'latin1') + text.length).toString('latin1');
  }

  private take(length: number): Buffer {
    const taken = this.received.subarray(0, length);
    this.received = this.received.subarray(length);
    return taken;
  }

  private async waitFor(holds: () => boolean, what: string): Promise<void> {
    if (holds()) return;
    await new Promise<void>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`${what} did not come; received ${JSON.stringify(this.received.toString('latin1'))}`)), DEADLINE_MS);
      this.wake = () => {
        if (!holds()) return;
        clearTimeout(limit);
        resolve();
      };
    });
  }
}
