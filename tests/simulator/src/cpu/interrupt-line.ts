/** Addresses inside the interpreter's memory by which an interrupt reaches running code. */
export interface InterruptTarget {
  readonly memory: SharedArrayBuffer;
  readonly pendingException: number;
  readonly schedulerState: number;
  readonly interruptChar: number;
  readonly keyboardInterrupt: number;
}

const SCHEDULER_IDLE = 1;
const SCHEDULER_PENDING = 0;
/** `mp_obj_exception_t.traceback_data`: cleared, as the C function that this replaces does. */
const TRACEBACK_OFFSET = 8;

/** Does from the board's thread what the UART's interrupt handler does on the chip. */
export class InterruptLine {
  private target: InterruptTarget | null = null;
  private view: DataView | null = null;

  connect(target: InterruptTarget): void {
    this.target = target;
    this.view = new DataView(target.memory);
  }

  disconnect(): void {
    this.target = null;
    this.view = null;
  }

  get connected(): boolean {
    return this.target !== null;
  }

  /** True when the byte was the interrupt character: running code will see KeyboardInterrupt, not the byte. */
  offer(byte: number): boolean {
    const { target, view } = this;
    if (!target || !view || view.getInt32(target.interruptChar, true) !== byte) return false;
    view.setUint32(target.keyboardInterrupt + TRACEBACK_OFFSET, 0, true);
    view.setUint32(target.pendingException, target.keyboardInterrupt, true);
    if (view.getInt16(target.schedulerState, true) === SCHEDULER_IDLE)
      view.setInt16(target.schedulerState, SCHEDULER_PENDING, true);
    return true;
  }
}
