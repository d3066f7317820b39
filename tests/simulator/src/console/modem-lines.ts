/** True is what programs call "on" or "asserted"; on the wire that is the low level. */
export interface ModemLines {
  readonly dtr: boolean;
  readonly rts: boolean;
}

export const resetCircuits = ['bridge', 'usb-serial-jtag', 'none'] as const;
export type ResetCircuitKind = (typeof resetCircuits)[number];

/** What the lines work on the board. */
export interface ResetPins {
  /** EN goes low: the chip stands still. */
  hold(): void;
  /** EN goes high again: the chip starts, as IO0 says. */
  release(download: boolean): void;
}

/** The capacitor at EN: it rises so late that IO0, changed right after, counts. Esptool's way into download mode relies on it. */
const EN_RISE_MS = 2;

/**
 * DTR and RTS on their way to EN and IO0. `bridge`: two transistors beside a USB-to-UART chip, EN low on "RTS and not
 * DTR", IO0 low on "DTR and not RTS". `usb-serial-jtag`: the chip's own USB, where the latter sets a flag for the next
 * reset, both off clear it, and the former resets.
 */
export class ResetCircuit {
  lines: ModemLines = { dtr: false, rts: false };
  private held = false;
  private wantsDownload = false;
  private rising: NodeJS.Timeout | null = null;

  constructor(private readonly kind: ResetCircuitKind, private readonly pins: ResetPins) {}

  set(change: Partial<ModemLines>): void {
    const before = this.lines;
    this.lines = { ...before, ...change };
    if (this.lines.dtr === before.dtr && this.lines.rts === before.rts) return;
    if (this.kind === 'bridge') this.workTransistors();
    else if (this.kind === 'usb-serial-jtag') this.workFlag();
  }

  close(): void {
    if (this.rising) clearTimeout(this.rising);
    this.rising = null;
  }

  private get resets(): boolean {
    return this.lines.rts && !this.lines.dtr;
  }

  private get selectsDownload(): boolean {
    return this.lines.dtr && !this.lines.rts;
  }

  private workTransistors(): void {
    if (this.resets) {
      this.close();
      if (!this.held) this.pins.hold();
      this.held = true;
    } else if (this.held && !this.rising) {
      this.rising = setTimeout(() => this.rise(), EN_RISE_MS);
    }
  }

  private rise(): void {
    this.rising = null;
    this.held = false;
    this.pins.release(this.selectsDownload);
  }

  private workFlag(): void {
    if (this.selectsDownload) this.wantsDownload = true;
    else if (!this.lines.dtr && !this.lines.rts) this.wantsDownload = false;
    else if (this.resets) {
      this.pins.hold();
      this.pins.release(this.wantsDownload);
    }
  }
}
