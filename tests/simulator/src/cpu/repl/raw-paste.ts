import type { CpuConsole } from '../console.js';

/** What the ESP32 announces: half of its 256-byte buffer. */
const WINDOW = 128;
const INTERRUPT = 3;
const END = 4;
const MORE = 1;
/** Source is compiled again only after it has grown by this much: long transfers stay fast. */
const RECHECK_GROWTH = 1.25;

/**
 * The board's side of a raw-paste transfer, from its answer to the acknowledged end. Null when the host gave up; an
 * error in the source ends the transfer early, as on the chip, where it is compiled while it arrives.
 */
export function receivePaste(console: CpuConsole, nextByte: () => number, isHopeless: (source: string) => boolean): number[] | null {
  console.writeRaw(Uint8Array.of('R'.charCodeAt(0), 1, WINDOW & 0xff, WINDOW >> 8, MORE));
  const source: number[] = [];
  let left = WINDOW;
  let checkAt = 0;
  for (;;) {
    const byte = nextByte();
    if (byte === INTERRUPT) {
      console.writeRaw(Uint8Array.of(END, END));
      console.writeString('KeyboardInterrupt: \r\n');
      console.writeRaw(Uint8Array.of(END));
      console.writeString('>');
      return null;
    }
    if (byte === END) {
      console.writeRaw(Uint8Array.of(END));
      return source;
    }
    source.push(byte);
    if (--left > 0) continue;
    left = WINDOW;
    if (source.length >= checkAt) {
      checkAt = source.length < 4096 ? 0 : source.length * RECHECK_GROWTH;
      if (isHopeless(Buffer.from(source).toString('utf8'))) {
        console.writeRaw(Uint8Array.of(END));
        waitForEnd(nextByte);
        return source;
      }
    }
    console.writeRaw(Uint8Array.of(MORE));
  }
}

function waitForEnd(nextByte: () => number): void {
  for (;;) {
    const byte = nextByte();
    if (byte === END || byte === INTERRUPT) return;
  }
}
