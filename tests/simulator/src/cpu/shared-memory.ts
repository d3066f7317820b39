/** Memory that the board and its CPU thread share: the words below, and the UART's receive ring. */
const Word = {
  wake: 0,
  receiveHead: 1,
  receiveTail: 2,
  receiveBlocked: 3,
  transmitQueued: 4,
  watchdogFedAt: 5,
  never: 6,
  activity: 7,
  fileSystemBlocks: 8,
  fileOperations: 9,
  fileOperationsUntilCut: 10,
} as const;
const WORD_COUNT = 11;

/** The driver's ring on the ESP32; one byte of it stays free. */
export const RECEIVE_RING_SIZE = 260;

/** In place of a number of blocks. */
export const UNLIMITED = 0;
export const READ_ONLY = -1;

/** What the CPU is at, as far as the UART cares. */
export const Activity = { running: 0, readingConsole: 1, waitingElsewhere: 2 } as const;
export type ActivityCode = (typeof Activity)[keyof typeof Activity];

export interface SharedBuffers {
  readonly words: SharedArrayBuffer;
  readonly ring: SharedArrayBuffer;
}

export function createSharedBuffers(): SharedBuffers {
  return { words: new SharedArrayBuffer(WORD_COUNT * 4), ring: new SharedArrayBuffer(RECEIVE_RING_SIZE) };
}

export class SharedMemory {
  private readonly words: Int32Array;
  private readonly ring: Uint8Array;

  constructor(readonly buffers: SharedBuffers) {
    this.words = new Int32Array(buffers.words);
    this.ring = new Uint8Array(buffers.ring);
  }

  wake(): void {
    Atomics.add(this.words, Word.wake, 1);
    Atomics.notify(this.words, Word.wake);
  }

  /** Take the token before looking for work, so that no wake-up between look and wait is lost. */
  wakeToken(): number {
    return Atomics.load(this.words, Word.wake);
  }

  waitForWake(token: number, milliseconds?: number): void {
    Atomics.wait(this.words, Word.wake, token, milliseconds);
  }

  waitForTermination(): never {
    for (;;) Atomics.wait(this.words, Word.never, 0);
  }

  /** False when the ring is full. */
  offerReceived(byte: number): boolean {
    const head = Atomics.load(this.words, Word.receiveHead);
    const next = (head + 1) % this.ring.length;
    if (next === Atomics.load(this.words, Word.receiveTail)) return false;
    this.ring[head] = byte;
    Atomics.store(this.words, Word.receiveHead, next);
    return true;
  }

  takeReceived(): number | null {
    const tail = Atomics.load(this.words, Word.receiveTail);
    if (tail === Atomics.load(this.words, Word.receiveHead)) return null;
    const byte = this.ring[tail]!;
    Atomics.store(this.words, Word.receiveTail, (tail + 1) % this.ring.length);
    return byte;
  }

  hasReceived(): boolean {
    return Atomics.load(this.words, Word.receiveHead) !== Atomics.load(this.words, Word.receiveTail);
  }

  /** Changes whenever the CPU has taken a byte. */
  get receiveProgress(): number {
    return Atomics.load(this.words, Word.receiveTail);
  }

  get activity(): ActivityCode {
    return Atomics.load(this.words, Word.activity) as ActivityCode;
  }

  /** Runs a wait of the CPU under its name. */
  during<T>(activity: ActivityCode, wait: () => T): T {
    Atomics.store(this.words, Word.activity, activity);
    try {
      return wait();
    } finally {
      Atomics.store(this.words, Word.activity, Activity.running);
    }
  }

  clearReceived(): void {
    Atomics.store(this.words, Word.receiveTail, Atomics.load(this.words, Word.receiveHead));
  }

  get receiveBlocked(): boolean {
    return Atomics.load(this.words, Word.receiveBlocked) !== 0;
  }

  set receiveBlocked(blocked: boolean) {
    Atomics.store(this.words, Word.receiveBlocked, blocked ? 1 : 0);
  }

  get transmitQueued(): number {
    return Atomics.load(this.words, Word.transmitQueued);
  }

  addTransmitQueued(delta: number): void {
    Atomics.add(this.words, Word.transmitQueued, delta);
  }

  setTransmitQueued(length: number): void {
    Atomics.store(this.words, Word.transmitQueued, length);
  }

  /** What the file system may take, all in all: blocks, `UNLIMITED` or `READ_ONLY`. */
  get fileSystemBlocks(): number {
    return Atomics.load(this.words, Word.fileSystemBlocks);
  }

  set fileSystemBlocks(blocks: number) {
    Atomics.store(this.words, Word.fileSystemBlocks, blocks);
  }

  get fileOperations(): number {
    return Atomics.load(this.words, Word.fileOperations);
  }

  set fileOperations(count: number) {
    Atomics.store(this.words, Word.fileOperations, count);
  }

  /** 0 for no cut. */
  set fileOperationsUntilCut(count: number) {
    Atomics.store(this.words, Word.fileOperationsUntilCut, count);
  }

  /** True where the power goes after this one. */
  countFileOperation(): boolean {
    Atomics.add(this.words, Word.fileOperations, 1);
    return Atomics.load(this.words, Word.fileOperationsUntilCut) > 0 && Atomics.sub(this.words, Word.fileOperationsUntilCut, 1) === 1;
  }

  feedWatchdog(): void {
    Atomics.store(this.words, Word.watchdogFedAt, Date.now() | 0);
  }

  millisecondsSinceWatchdogFed(): number {
    return ((Date.now() | 0) - Atomics.load(this.words, Word.watchdogFedAt)) | 0;
  }
}
