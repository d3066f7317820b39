import type { BoardLink } from './board-link.js';
import type { Interruptions } from './clock.js';
import { Activity, type SharedMemory } from './shared-memory.js';
import { TracebackFilter } from './traceback-filter.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** As much as the UART driver buffers before a print waits for the wire. */
const TRANSMIT_BUFFER = 4096;

/** The UART as the firmware sees it. */
export class CpuConsole {
  private previousByte = 0;
  private readonly tracebacks = new TracebackFilter();
  private intercept: ((data: Uint8Array) => Uint8Array) | null = null;

  constructor(
    private readonly link: BoardLink,
    private readonly memory: SharedMemory,
    private readonly interruptions: Interruptions,
  ) {}

  /** What `print` writes: a bare line feed becomes CR LF, as in `mp_hal_stdout_tx_strn_cooked`. */
  writeText(data: Uint8Array): void {
    const cooked: number[] = [];
    for (const byte of this.tracebacks.apply(data)) {
      if (byte === LINE_FEED && this.previousByte !== CARRIAGE_RETURN) cooked.push(CARRIAGE_RETURN);
      cooked.push(byte);
      this.previousByte = byte;
    }
    this.transmit(Uint8Array.from(cooked));
  }

  writeRaw(data: Uint8Array): void {
    if (data.length === 0) return;
    this.previousByte = data[data.length - 1]!;
    this.transmit(data);
  }

  writeString(text: string): void {
    this.writeRaw(Buffer.from(text, 'latin1'));
  }

  /** Runs an action with its output kept from the wire, and returns that output. */
  capture(action: () => void): string {
    const pieces: Uint8Array[] = [];
    this.withIntercept((data) => {
      pieces.push(data);
      return new Uint8Array(0);
    }, action);
    return Buffer.concat(pieces).toString('latin1');
  }

  withoutFirst<T>(count: number, action: () => T): T {
    let left = count;
    return this.withIntercept((data) => {
      const skipped = Math.min(left, data.length);
      left -= skipped;
      return data.subarray(skipped);
    }, action);
  }

  /** The next byte; null when an interruption came first. */
  read(): number | null {
    return this.memory.during(Activity.readingConsole, () => this.waitForByte());
  }

  get hasInput(): boolean {
    return this.memory.hasReceived();
  }

  private waitForByte(): number | null {
    for (;;) {
      const token = this.memory.wakeToken();
      const byte = this.memory.takeReceived();
      if (byte !== null) {
        if (this.memory.receiveBlocked) this.link.send({ type: 'receive-space' });
        return byte;
      }
      if (this.interruptions.pending) return null;
      this.memory.waitForWake(token, this.interruptions.untilAlarm);
    }
  }

  private withIntercept<T>(intercept: (data: Uint8Array) => Uint8Array, action: () => T): T {
    const previous = this.intercept;
    this.intercept = intercept;
    try {
      return action();
    } finally {
      this.intercept = previous;
    }
  }

  private transmit(bytes: Uint8Array): void {
    const data = this.intercept ? this.intercept(bytes) : bytes;
    if (data.length === 0) return;
    this.memory.addTransmitQueued(data.length);
    this.link.send({ type: 'output', data: Uint8Array.from(data) });
    this.waitForRoom();
  }

  private waitForRoom(): void {
    for (;;) {
      const token = this.memory.wakeToken();
      if (this.memory.transmitQueued <= TRANSMIT_BUFFER) return;
      this.memory.waitForWake(token);
    }
  }
}
