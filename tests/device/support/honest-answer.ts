import { createHash } from 'node:crypto';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer before it is sent: faults change it. */
export interface Reply {
  version: 'HTTP/1.1' | 'HTTP/1.0';
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

export function tagOf(content: Buffer): string {
  return `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`;
}

export function reply(status: number, body: Buffer | string = '', headers: Record<string, string> = {}): Reply {
  const bytes = Buffer.from(body);
  return { version: 'HTTP/1.1', status, headers: { 'Content-Length': String(bytes.length), Connection: 'close', ...headers }, body: bytes };
}

/** What a server without faults says (RFC 9110, sections 13 and 14): conditions first, then the range. */
export function honestReply({ headers }: Request, content: Buffer): Reply {
  const tag = tagOf(content);
  const named = (list: string | undefined): boolean => list === '*' || (list ?? '').split(',').some((one) => one.trim() === tag);
  if (headers['if-match'] !== undefined && !named(headers['if-match'])) return reply(412);
  if (headers['if-none-match'] !== undefined && named(headers['if-none-match'])) {
    return { ...reply(304), headers: { ETag: tag, Connection: 'close' } };
  }
  const whole = reply(200, content, { ETag: tag, 'Accept-Ranges': 'bytes' });
  const asked = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '');
  if (!asked || (headers['if-range'] !== undefined && headers['if-range'] !== tag)) return whole;
  return partial(content, tag, Number(asked[1]), asked[2] ? Number(asked[2]) : content.length - 1);
}

/** One range of the content, or 416. */
export function partial(content: Buffer, tag: string, from: number, to: number): Reply {
  if (from >= content.length || to < from) return reply(416, '', { 'Content-Range': `bytes */${content.length}`, ETag: tag });
  const end = Math.min(to + 1, content.length);
  return { ...reply(206, content.subarray(from, end), { ETag: tag, 'Content-Range': `bytes ${from}-${end - 1}/${content.length}` }) };
}

/** Status line, headers and the empty line. */
export function headOf({ version, status, headers }: Reply): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${version} ${status} ${status < 400 ? 'OK' : 'No'}\r\n${lines.join('')}\r\n`, 'latin1');
}
