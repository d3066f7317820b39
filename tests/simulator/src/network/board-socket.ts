import net from 'node:net';
import tls from 'node:tls';
import { Errno, EspError } from '../board/esp-error.js';

const RECEIVE_WINDOW = 16 * 1024;
const SEND_BUFFER = 5744;

export const PollFlag = { in: 1, out: 4, error: 8, hangUp: 16 } as const;

export type SocketState = 'idle' | 'connecting' | 'connected' | 'listening' | 'closed';

const errnoOf: Record<string, number> = {
  ECONNREFUSED: Errno.ECONNRESET,
  ECONNRESET: Errno.ECONNRESET,
  EPIPE: Errno.ECONNRESET,
  ETIMEDOUT: Errno.ETIMEDOUT,
  EHOSTUNREACH: Errno.EHOSTUNREACH,
  ENETUNREACH: Errno.EHOSTUNREACH,
  EADDRINUSE: Errno.EADDRINUSE,
};

/** One TCP socket of the board on a socket of the host; `changed` is called whenever a waiting call should look again. */
export class BoardSocket {
  state: SocketState = 'idle';
  error = 0;
  private stream: net.Socket | null = null;
  private server: net.Server | null = null;
  private received: Buffer[] = [];
  private receivedLength = 0;
  private ended = false;
  private silent = false;
  readonly accepted: net.Socket[] = [];

  constructor(private readonly changed: () => void) {}

  get available(): number {
    return this.silent ? 0 : this.receivedLength;
  }

  get atEnd(): boolean {
    return this.ended && !this.silent && this.receivedLength === 0;
  }

  get connected(): boolean {
    return this.state === 'connected' && !this.silent;
  }

  get writable(): boolean {
    return this.connected && this.stream!.writableLength < SEND_BUFFER;
  }

  get events(): number {
    let flags = 0;
    if (this.available > 0 || this.atEnd || this.accepted.length > 0) flags |= PollFlag.in;
    if (this.writable) flags |= PollFlag.out;
    if (this.error) flags |= PollFlag.error | PollFlag.hangUp;
    if (this.atEnd && this.connected) flags |= PollFlag.hangUp;
    return flags;
  }

  connect(host: string, port: number): void {
    this.state = 'connecting';
    this.attach(net.connect({ host, port }));
    this.stream!.once('connect', () => {
      this.state = 'connected';
      this.changed();
    });
  }

  adopt(stream: net.Socket): void {
    this.attach(stream);
    this.state = 'connected';
    stream.resume();
  }

  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server = net.createServer((stream) => {
        this.accepted.push(stream);
        stream.pause();
        this.changed();
      });
      this.server.once('error', (error) => reject(new EspError(codeOf(error))));
      this.server.listen(port, host, () => {
        this.state = 'listening';
        resolve((this.server!.address() as net.AddressInfo).port);
      });
    });
  }

  startTls(serverName: string | null, verify: boolean): Promise<void> {
    const plain = this.stream!;
    plain.removeAllListeners('data');
    return new Promise((resolve, reject) => {
      const secure = tls.connect({ socket: plain, servername: serverName ?? undefined, rejectUnauthorized: verify });
      secure.once('error', (error) => reject(new EspError(codeOf(error), error.message)));
      secure.once('secureConnect', () => {
        this.attach(secure);
        resolve();
      });
    });
  }

  take(length: number): Buffer {
    const all = Buffer.concat(this.received);
    const taken = all.subarray(0, Math.min(length, all.length));
    const rest = all.subarray(taken.length);
    this.received = rest.length ? [rest] : [];
    this.receivedLength = rest.length;
    if (this.receivedLength < RECEIVE_WINDOW && !this.silent) this.stream?.resume();
    return taken;
  }

  send(data: Uint8Array): number {
    const length = Math.min(data.length, Math.max(1, SEND_BUFFER - this.stream!.writableLength));
    this.stream!.write(data.subarray(0, length), () => this.changed());
    return length;
  }

  /** The radio is gone: nothing arrives, nothing leaves, and nobody is told. */
  setSilent(silent: boolean): void {
    this.silent = silent;
    if (silent) {
      this.stream?.pause();
      this.stream?.cork();
    } else {
      this.stream?.uncork();
      this.stream?.resume();
      this.changed();
    }
  }

  close(): void {
    this.state = 'closed';
    this.server?.close();
    for (const stream of this.accepted) stream.destroy();
    if (this.silent) this.stream?.destroy();
    else this.stream?.end(() => this.stream?.destroy());
  }

  destroy(): void {
    this.state = 'closed';
    this.server?.close();
    this.stream?.resetAndDestroy();
  }

  private attach(stream: net.Socket): void {
    this.stream = stream;
    stream.setNoDelay(true);
    stream.on('data', (data: Buffer) => {
      this.received.push(data);
      this.receivedLength += data.length;
      if (this.receivedLength >= RECEIVE_WINDOW) stream.pause();
      this.changed();
    });
    stream.on('drain', () => this.changed());
    stream.on('end', () => this.finish(0));
    stream.on('close', () => this.finish(0));
    stream.on('error', (error) => this.finish(codeOf(error)));
  }

  private finish(errno: number): void {
    this.ended = true;
    if (errno) this.error ||= errno;
    this.changed();
  }
}

function codeOf(error: Error): number {
  return errnoOf[(error as NodeJS.ErrnoException).code ?? ''] ?? Errno.EIO;
}
