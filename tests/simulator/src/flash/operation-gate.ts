/** Thrown out of a flash operation whose run of the board has ended. */
export class RunEnded extends Error {
  constructor() {
    super('the board was reset or lost its power');
  }
}

/** Where tests take hold of a flash operation: to stop the board before it, or to cut the power after it. */
export class OperationGate {
  private currentRun = 0;
  private operationsUntilCut: number | null = null;
  private cutTears = false;
  private operationsUntilPause: number | null = null;
  private release: (() => void) | null = null;

  constructor(private readonly onPowerCut: () => void) {}

  /** A multi-sector operation belongs to one run of the board and stops with it. */
  get run(): number {
    return this.currentRun;
  }

  get paused(): boolean {
    return this.release !== null;
  }

  /** A cut that tears comes in the middle of the last of them. */
  cutPowerAfter(operations: number, tears = false): void {
    this.operationsUntilCut = operations;
    this.cutTears = tears;
    if (operations === 0) this.cutPower();
  }

  /** 1 holds the board before its very next operation. */
  pauseAt(operation: number): void {
    this.operationsUntilPause = operation;
  }

  resume(): void {
    const release = this.release;
    this.release = null;
    release?.();
  }

  clear(): void {
    this.operationsUntilCut = null;
    this.operationsUntilPause = null;
    this.resume();
  }

  endRun(): void {
    this.currentRun++;
    this.resume();
  }

  /** `torn` is what is left of the operation when the power goes in the middle of it. */
  async pass(operation: () => void, run = this.currentRun, torn: () => void = () => {}): Promise<void> {
    if (this.operationsUntilPause !== null && --this.operationsUntilPause <= 0) await this.pause();
    if (run !== this.currentRun) throw new RunEnded();
    const last = this.operationsUntilCut !== null && --this.operationsUntilCut <= 0;
    if (last && this.cutTears) torn();
    else operation();
    if (last) {
      this.cutPower();
      throw new RunEnded();
    }
  }

  private pause(): Promise<void> {
    this.operationsUntilPause = null;
    return new Promise((resolve) => {
      this.release = resolve;
    });
  }

  private cutPower(): void {
    this.operationsUntilCut = null;
    this.onPowerCut();
  }
}
