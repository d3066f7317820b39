/** Where in the interpreter's memory an interrupt reaches running code: the same in each of its runs. */
export interface InterruptAddresses {
  readonly pendingException: number;
  readonly schedulerState: number;
  readonly interruptChar: number;
  readonly keyboardInterrupt: number;
}

export interface InterruptTarget {
  readonly memory: SharedArrayBuffer;
  readonly addresses: InterruptAddresses;
}

const SCHEDULER_IDLE = 1;
const SCHEDULER_PENDING = 0;
/** `mp_obj_exception_t.traceback_data`: cleared, as the C function that this replaces does. */
const TRACEBACK_OFFSET = 8;

/** Does from the board's thread what the UART's interrupt handler does on the chip. */
export class InterruptLine {
  private addresses: InterruptAddresses | null = null;
  private view: DataView | null = null;

  connect(target: InterruptTarget): void {
    this.addresses = target.addresses;
    this.view = new DataView(target.memory);
  }

  disconnect(): void {
    this.addresses = null;
    this.view = null;
  }

  get connected(): boolean {
    return this.view !== null;
  }

  /** True when the byte was the interrupt character: running code will see KeyboardInterrupt, not the byte. */
  offer(byte: number): boolean {
    const { addresses, view } = this;
    if (!addresses || !view || view.getInt32(addresses.interruptChar, true) !== byte) return false;
    view.setUint32(addresses.keyboardInterrupt + TRACEBACK_OFFSET, 0, true);
    view.setUint32(addresses.pendingException, addresses.keyboardInterrupt, true);
    if (view.getInt16(addresses.schedulerState, true) === SCHEDULER_IDLE)
      view.setInt16(addresses.schedulerState, SCHEDULER_PENDING, true);
    return true;
  }
}
