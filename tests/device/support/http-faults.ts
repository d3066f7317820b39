import { gzipSync } from 'node:zlib';
import { type Exchange, type Fault, send } from './faulty-server.js';
import { headOf, partial, reply, type Reply, tagOf } from './honest-answer.js';

const RESET_DELAY_MS = 15;

// ---- what happens to the connection ----

/** Takes the request, and says nothing. */
export const silent: Fault = () => {};

/** The head and so many bytes; then nothing more, on an open connection. */
export const stallAfter = (bytes: number): Fault => ({ socket, reply }) => void socket.write(start(reply, bytes));

/** So many bytes, then RST: a little later, since what comes together with it is read as an orderly end by Node. */
export const resetAfter = (bytes: number): Fault => ({ socket, reply }) =>
  void socket.write(start(reply, bytes), () => setTimeout(() => socket.resetAndDestroy(), RESET_DELAY_MS));

/** So many bytes, then FIN. */
export const truncateAfter = (bytes: number): Fault => ({ socket, reply }) => void socket.end(start(reply, bytes));

/** All there is, on a connection that stays open. */
export const staysOpen: Fault = ({ socket, reply }) => void socket.write(start(reply, Infinity));

/** The body as single bytes, each some milliseconds after the one before. */
export const drip = (intervalMs: number): Fault => ({ socket, reply }) => {
  socket.write(headOf(reply));
  trickle(socket, reply.body, intervalMs);
};

export const headDrips = (intervalMs: number): Fault => ({ socket, reply }) => trickle(socket, start(reply, Infinity), intervalMs);

export const emptyAnswer: Fault = ({ socket }) => void socket.end();

export const garbage: Fault = ({ socket }) => void socket.end(Buffer.from(Array.from({ length: 3000 }, (_, i) => (i * 197 + (i >> 3)) & 0xff)));

/** Where in the file the answer's body begins. */
export function firstByte({ reply }: Exchange): number {
  return Number(/^bytes (\d+)/.exec(reply.headers['Content-Range'] ?? '')?.[1] ?? 0);
}

/** For `strike`: the answers whose body has this byte of the file, and more than the first block. */
export const reaching = (offset: number) => (exchange: Exchange): boolean =>
  exchange.reply.body.length > 4096 && firstByte(exchange) <= offset && offset < firstByte(exchange) + exchange.reply.body.length;

/** A fault that begins so many bytes into the body, at a byte of the file. */
export const at = (offset: number, fault: (bytes: number) => Fault): Fault => (exchange) => fault(offset - firstByte(exchange))(exchange);

// ---- lies about length and range ----

/** As if this were all: a shorter file, consistently. */
export const claimsShort = (bytes: number): Fault => rewritten(({ reply, body }) => ({ ...reply, body: body.subarray(0, bytes), headers: { ...reply.headers, 'Content-Length': String(bytes) } }));

/** More than the file, and the length says so. */
export const tooLong = (extra: number): Fault => rewritten(({ reply, body }) => {
  const longer = Buffer.concat([body, Buffer.alloc(extra, 0x5a)]);
  return { ...reply, body: longer, headers: { ...reply.headers, 'Content-Length': String(longer.length) } };
});

/** More than the length says. */
export const tooLongInSecret = (extra: number): Fault => rewritten(({ reply, body }) => ({ ...reply, body: Buffer.concat([body, Buffer.alloc(extra, 0x5a)]) }));

export const declares = (contentLength: string): Fault => rewritten(({ reply }) => ({ ...reply, headers: { ...reply.headers, 'Content-Length': contentLength } }));

/** Every answer is the whole file. */
export const ignoresRange: Fault = ({ socket, content }) => send(socket, reply(200, content, { ETag: tagOf(content) }));

/** Another part than the one that was asked for, and it says so. */
export const shiftedRange = (by: number): Fault => (exchange) => {
  const { socket, reply: honest, content } = exchange;
  if (honest.status !== 206) return send(socket, honest);
  send(socket, partial(content, tagOf(content), Math.max(0, firstByte(exchange) + by), content.length - 1));
};

/** A part where nobody asked for one. */
export const unaskedRange = (from: number): Fault => ({ socket, content }) => send(socket, partial(content, tagOf(content), from, content.length - 1));

export const noContentRange: Fault = rewritten(({ reply }) => {
  const { 'Content-Range': _, ...headers } = reply.headers;
  return { ...reply, headers };
});

/** Ranges of whatever the file is now, like object stores that know no If-Range. */
export const ignoresIfRange: Fault = ({ socket, request, content }) => {
  const asked = /^bytes=(\d+)-/.exec(request.headers.range ?? '');
  send(socket, asked ? partial(content, tagOf(content), Number(asked[1]), content.length - 1) : reply(200, content, { ETag: tagOf(content) }));
};

/** One strike, in which the connection breaks after so many bytes; after it the path holds another file. */
export const changesFile = (after: number, next: Buffer, then: Fault | null = null): Fault => (exchange) => {
  resetAfter(after)(exchange);
  exchange.server.files.set(exchange.request.path.split('?')[0]!, next);
  if (then) exchange.server.strike(then);
};

// ---- other answers ----

export const status = (code: number, headers: Record<string, string> = {}): Fault => ({ socket }) => send(socket, reply(code, 'no', headers));

const PAGE = '<!DOCTYPE html><html><title>Log in</title>';
export const htmlPage: Fault = ({ socket }) => send(socket, reply(200, PAGE.padEnd(6000, ' '), { 'Content-Type': 'text/html' }));

export const redirect = (to: (exchange: Exchange) => string, code = 302): Fault => (exchange) =>
  send(exchange.socket, reply(code, '', { Location: to(exchange) }));

export const gzipped: Fault = rewritten(({ reply, body }) => {
  const packed = gzipSync(body);
  return { ...reply, body: packed, headers: { ...reply.headers, 'Content-Encoding': 'gzip', 'Content-Length': String(packed.length) } };
});

// ---- other ways to send the same ----

export const withoutLength: Fault = rewritten(({ reply }) => {
  const { 'Content-Length': _, ...headers } = reply.headers;
  return { ...reply, headers };
});

export const http10: Fault = rewritten(({ reply }) => ({ ...reply, version: 'HTTP/1.0' }));

export const chunked: Fault = rewritten(({ reply, body }) => {
  const { 'Content-Length': _, ...headers } = reply.headers;
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += 5000) {
    const piece = body.subarray(at, at + 5000);
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
  }
  return { ...reply, body: Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')]), headers: { ...headers, 'Transfer-Encoding': 'chunked' } };
});

export const manyHeaders = (count: number): Fault => rewritten(({ reply }) => ({ ...reply, headers: { ...fillers(count, 'value'), ...reply.headers } }));

export const giantHeader = (bytes: number): Fault => rewritten(({ reply }) => ({ ...reply, headers: { ...fillers(1, 'x'.repeat(bytes)), ...reply.headers } }));

/** Header lines for as long as somebody reads them. */
export const endlessHeaders: Fault = ({ socket }) => {
  const more = (): void => {
    while (!socket.destroyed && socket.write('X-More: and more\r\n'.repeat(100))) continue;
  };
  socket.on('drain', more);
  socket.write('HTTP/1.1 200 OK\r\n', more);
};

export function rewritten(change: (exchange: Exchange & { readonly body: Buffer }) => Reply): Fault {
  return (exchange) => send(exchange.socket, change({ ...exchange, body: exchange.reply.body }));
}

function fillers(count: number, value: string): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`X-Filler-${i}`, value]));
}

function start(answer: Reply, bytes: number): Buffer {
  return Buffer.concat([headOf(answer), answer.body.subarray(0, bytes)]);
}

function trickle(socket: Exchange['socket'], data: Buffer, intervalMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= data.length) {
      clearInterval(timer);
      socket.end();
    } else {
      socket.write(data.subarray(at, ++at));
    }
  }, intervalMs);
}
