import { createHash } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const LINE = 50;
const TICK_MS = 5;

/** A board that prints numbered lines at a steady rate to whoever connects, or says nothing. */
export class Printer {
  readonly sha256 = createHash('sha256');
  sent = 0;
  /** The most bytes that were due and not taken: what a UART would have lost behind its buffer. */
  backlog = 0;
  private readonly connected: Promise<Socket>;

  private constructor(private readonly server: Server) {
    this.connected = new Promise((resolve) => server.once('connection', resolve));
  }

  static async start(): Promise<Printer> {
    const server = createServer();
    const printer = new Printer(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return printer;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async print(bytesPerSecond: number, seconds: number): Promise<void> {
    const socket = await this.connected;
    const started = performance.now();
    const total = Math.floor(bytesPerSecond * seconds / LINE) * LINE;
    while (this.sent < total) {
      const due = Math.min(total, Math.floor((performance.now() - started) / 1000 * bytesPerSecond / LINE) * LINE);
      if (due > this.sent) this.write(socket, due - this.sent);
      this.backlog = Math.max(this.backlog, socket.writableLength);
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
  }

  async close(): Promise<void> {
    (await this.connected).destroy();
    this.server.close();
  }

  private write(socket: Socket, count: number): void {
    let text = '';
    for (let at = this.sent; at < this.sent + count; at += LINE) {
      text += `line ${at / LINE} `.padEnd(LINE - 2, '.') + '\r\n';
    }
    this.sha256.update(text);
    socket.write(text);
    this.sent += count;
  }
}
