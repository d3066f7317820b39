/** Where the simulator's own Python lives; on the chip it is C and leaves no frames. */
export const ROM_PATH = '/rom';

const FRAME_START = '  File "';
const NEWLINE = 0x0a;

/**
 * Takes the simulator's own frames out of printed tracebacks. The interpreter writes a frame as separate pieces:
 * `  File "`, the file's name, and the rest of the line.
 */
export class TracebackFilter {
  private held: Uint8Array | null = null;
  private dropping = false;

  apply(data: Uint8Array): Uint8Array {
    if (this.dropping) return this.dropLine(data);
    if (this.held) return this.decide(data);
    if (!isFrameStart(data)) return data;
    this.held = data;
    return new Uint8Array(0);
  }

  private decide(fileName: Uint8Array): Uint8Array {
    const start = this.held!;
    this.held = null;
    if (!Buffer.from(fileName).toString('latin1').startsWith(ROM_PATH)) return Buffer.concat([start, fileName]);
    this.dropping = true;
    return this.dropLine(fileName);
  }

  private dropLine(data: Uint8Array): Uint8Array {
    const end = data.indexOf(NEWLINE);
    if (end < 0) return new Uint8Array(0);
    this.dropping = false;
    return this.apply(data.subarray(end + 1));
  }
}

function isFrameStart(data: Uint8Array): boolean {
  return data.length === FRAME_START.length && Buffer.from(data).toString('latin1') === FRAME_START;
}
