import { readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { root } from '../../support/paths.js';
import type { RawLink } from './raw-link.js';

const PIECE = 60;
const LONGEST_PAYLOAD = 720;
const [START, TAKEN, REFUSED] = [1, 6, 0x15];

export const snippet = (name: string): string => readFileSync(path.join(root, 'server/device/snippets', `${name}.py`), 'utf8');

export interface Answer {
  readonly raised: boolean;
  readonly body: Buffer;
}

/** The host's end of server/device/snippets/link.py, as simple as it can be: one piece at a time, nothing deflated. */
export class BoardLink {
  private number = 7;

  private constructor(private readonly raw: RawLink) {}

  static async start(raw: RawLink): Promise<BoardLink> {
    const content = Buffer.from(snippet('link'), 'latin1');
    await raw.start(`n,c,a=${content.length},${crc32(content)},dict(num=7,bits=0)\n${snippet('start_plain')}`);
    for (let at = 0; at < content.length; at += PIECE) {
      await raw.byte(TAKEN);
      raw.write(content.subarray(at, at + PIECE));
    }
    const link = new BoardLink(raw);
    await link.answer();
    return link;
  }

  /** Runs code with data on the board. */
  async message(code: string, data: Buffer = Buffer.alloc(0)): Promise<Answer> {
    for (const frame of this.frames(code, data)) await this.send(frame);
    return await this.answer();
  }

  /** The frames of the next message. */
  frames(code: string, data: Buffer): Buffer[] {
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(code.length, 0);
    lengths.writeUInt16LE(data.length, 2);
    const content = escape(Buffer.concat([lengths, Buffer.from(code, 'latin1'), data]));
    this.number++;
    const frames: Buffer[] = [];
    for (let at = 0; at < content.length; at += LONGEST_PAYLOAD) {
      const isLast = at + LONGEST_PAYLOAD >= content.length;
      frames.push(frame(isLast ? '.' : '-', this.number, at, content.subarray(at, at + LONGEST_PAYLOAD)));
    }
    return frames;
  }

  async send(frame: Buffer): Promise<void> {
    this.raw.write(frame.subarray(0, 12));
    for (let at = 12; at < frame.length; at += PIECE) {
      this.raw.write(frame.subarray(at, at + PIECE));
      await this.raw.byte(TAKEN);
    }
  }

  /** The answer to the last message. */
  async answer(): Promise<Answer> {
    const [kind, number, raised, ...body] = await this.received();
    if (kind !== 0x3d || number !== this.number) throw new Error(`an answer of kind ${kind} to message ${number}`);
    return { raised: raised !== 0, body: Buffer.from(body) };
  }

  async again(): Promise<Answer> {
    this.raw.write(frame('!', this.number, 0, Buffer.alloc(0)));
    return await this.answer();
  }

  async refused(): Promise<void> {
    await this.raw.byte(REFUSED);
  }

  /** The message that the board is at, and how much of it is there. */
  async status(): Promise<{ number: number; length: number }> {
    this.raw.write(frame('?', 99, 0, Buffer.alloc(0)));
    const [kind, nonce, number, low, high] = await this.received();
    if (kind !== 0x3f || nonce !== 99) throw new Error(`a status of kind ${kind} for ${nonce}`);
    return { number: number! - this.number, length: low! | (high! << 8) };
  }

  private async received(): Promise<Buffer> {
    await this.raw.byte(START);
    const head = await this.raw.bytes(6);
    const body = await this.raw.bytes(head.readUInt16LE(0));
    if (crc32(body) !== head.readUInt32LE(2)) throw new Error('the board sent a frame with a wrong CRC');
    return body;
  }
}

function frame(kind: string, number: number, offset: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(10);
  head.write(kind, 0, 'latin1');
  head.writeUInt8(number, 1);
  head.writeUInt16LE(offset, 2);
  head.writeUInt16LE(payload.length, 4);
  head.writeUInt32LE(crc32(payload, crc32(head.subarray(0, 6))), 6);
  for (let salt = 0x20; ; salt++) {
    const salted = head.map((byte) => byte ^ salt);
    if (!salted.includes(3)) return Buffer.concat([Buffer.from([START, salt]), salted, payload]);
  }
}

/** 0x03 would interrupt the board; 0x10 announces it, and itself. */
function escape(data: Buffer): Buffer {
  return Buffer.from([...data].flatMap((byte) => (byte === 0x03 || byte === 0x10 ? [0x10, byte ^ 0x40] : [byte])));
}
