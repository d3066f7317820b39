import { connect, type Socket } from 'node:net';

const DEADLINE_MS = 8000;

/** A host at the board's console that never sleeps: it waits for bytes, with a deadline. */
export class ConsoleClient {
  private received = '';
  private waiting: (() => void) | null = null;
  closed = false;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (data) => {
      this.received += data.toString('latin1');
      this.waiting?.();
    });
    socket.on('close', () => {
      this.closed = true;
      this.waiting?.();
    });
    socket.on('error', () => {});
  }

  static open(port: number): Promise<ConsoleClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new ConsoleClient(socket)));
      socket.once('error', reject);
    });
  }

  write(data: string | Uint8Array): void {
    this.socket.write(typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
  }

  close(): void {
    this.socket.destroy();
  }

  /** Everything up to and including the text. */
  async readUntil(text: string): Promise<string> {
    await this.until(() => this.received.includes(text), `waiting for ${JSON.stringify(text)}`);
    return this.take(this.received.indexOf(text) + text.length);
  }

  async read(length: number): Promise<string> {
    await this.until(() => this.received.length >= length, `waiting for ${length} bytes`);
    return this.take(length);
  }

  async untilClosed(): Promise<void> {
    await this.until(() => this.closed, 'waiting for the end of the connection');
  }

  /** Forgets what has come so far. */
  discard(): void {
    this.received = '';
  }

  get pending(): string {
    return this.received;
  }

  private take(length: number): string {
    const taken = this.received.slice(0, length);
    this.received = this.received.slice(length);
    return taken;
  }

  private until(condition: () => boolean, purpose: string): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting = null;
        reject(new Error(`${purpose}; received ${JSON.stringify(this.received.slice(-2000))}`));
      }, DEADLINE_MS);
      this.waiting = () => {
        if (!condition()) return;
        clearTimeout(timer);
        this.waiting = null;
        resolve();
      };
    });
  }
}
