import net from 'node:net';
import { headOf, honestReply, reply, type Reply, type Request } from './honest-answer.js';
import type { Scope } from './scope.js';

/** One request, the honest answer to it, and the bare socket: a fault does with them what it likes. */
export interface Exchange {
  readonly request: Request;
  readonly reply: Reply;
  readonly content: Buffer;
  readonly socket: net.Socket;
  readonly server: FaultyServer;
}

export type Fault = (exchange: Exchange) => void;

export interface Seen extends Request {
  /** Of the honest answer. */
  readonly status: number;
  readonly faulty: boolean;
}

const HEAD_LIMIT = 64 * 1024;
const always = (): boolean => true;

/** An HTTP server on bare sockets. It is honest, except where a test gives it a fault; what it does not have is 404. */
export class FaultyServer {
  readonly files = new Map<string, Buffer>();
  readonly seen: Seen[] = [];
  private readonly sockets = new Set<net.Socket>();
  /** False: it knows nothing of ranges. */
  ranges = true;
  /** As an object store: what is absent is 403 to a stranger, If-Range is ignored, a 304 has no ETag. */
  objectStore = false;
  /** False: as the simplest server, no ETags. */
  tags = true;
  private fault: Fault | null = null;
  private times = 0;
  private strikes: (exchange: Exchange) => boolean = always;

  private constructor(private readonly listener: net.Server) {}

  static async start(scope: Scope, files: Readonly<Record<string, Buffer>> = {}): Promise<FaultyServer> {
    const listener = net.createServer({ noDelay: true }, (socket) => server.accept(socket));
    const server = new FaultyServer(listener);
    for (const [path, content] of Object.entries(files)) server.files.set(path, content);
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    scope.after(() => server.close());
    return server;
  }

  get port(): number {
    return (this.listener.address() as net.AddressInfo).port;
  }

  url(path = '/firmware.app-bin', host = '127.0.0.1'): string {
    return `http://${host}:${this.port}${path}`;
  }

  /** Strikes so many requests for files that exist, or of those that are chosen; then the server is honest again. */
  strike(fault: Fault, times = Infinity, which: (exchange: Exchange) => boolean = always): void {
    this.fault = fault;
    this.times = times;
    this.strikes = which;
  }

  /** A fault that was never asked for proves nothing. */
  get neverStruck(): boolean {
    return this.fault !== null && !this.seen.some(({ faulty }) => faulty);
  }

  /** Whether anybody asked for the rest of a file, and got it. */
  get resumed(): boolean {
    return this.seen.some(({ headers, status }) => status === 206 && /^bytes=[1-9]/.test(headers.range ?? ''));
  }

  mend(): void {
    this.times = 0;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Requests for one file. */
  requests(path: string): Seen[] {
    return this.seen.filter((seen) => seen.path === path);
  }

  private accept(socket: net.Socket): void {
    let head = '';
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    socket.on('data', (data: Buffer) => {
      if (head.endsWith('\r\n\r\n') || head.length > HEAD_LIMIT) return;
      head += data.toString('latin1');
      if (head.endsWith('\r\n\r\n')) this.answer(parse(head), socket);
    });
  }

  private answer(request: Request, socket: net.Socket): void {
    const content = this.files.get(request.path.split('?')[0]!);
    if (!content) {
      const status = this.objectStore ? 403 : 404;
      this.seen.push({ ...request, status, faulty: false });
      return send(socket, reply(status));
    }
    const honest = honestReply({ ...request, headers: this.heard(request.headers) }, content);
    if (!this.tags || (this.objectStore && honest.status === 304)) delete honest.headers.ETag;
    const exchange = { request, reply: honest, content, socket, server: this };
    const fault = this.times > 0 && this.strikes(exchange) ? this.fault : null;
    this.seen.push({ ...request, status: honest.status, faulty: fault !== null });
    if (!fault) return send(socket, honest);
    this.times--;
    fault(exchange);
  }

  /** The headers that this kind of server looks at. */
  private heard(all: Request['headers']): Request['headers'] {
    const deaf = [...(this.ranges ? [] : ['range']), ...(this.objectStore ? ['if-range'] : []), ...(this.tags ? [] : ['if-none-match', 'if-match', 'if-range'])];
    return Object.fromEntries(Object.entries(all).filter(([name]) => !deaf.includes(name)));
  }

  private close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.listener.close();
  }
}

/** The whole answer, and the end of the connection. */
export function send(socket: net.Socket, answer: Reply): void {
  socket.end(Buffer.concat([headOf(answer), answer.body]));
}

function parse(text: string): Request {
  const [first = '', ...lines] = text.split('\r\n');
  const [method = '', path = ''] = first.split(' ');
  const headers = lines.filter((line) => line.includes(':')).map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { method, path, headers: Object.fromEntries(headers) };
}
