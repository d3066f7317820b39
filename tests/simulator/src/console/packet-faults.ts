import { seededRandom } from './seeded-random.js';

/**
 * `replace-packet`: lost, and the next one delivered twice, so that the length stays right. `swap-packet`: comes behind
 * the next one. `delay-packet`: comes later, and what follows it too, unless it may be overtaken.
 */
export const packetFaultKinds = ['drop-packet', 'repeat-packet', 'replace-packet', 'corrupt-packet', 'swap-packet', 'delay-packet'] as const;
export type PacketFaultKind = (typeof packetFaultKinds)[number];

export const packetDirections = ['to-board', 'to-host'] as const;
export type PacketDirection = (typeof packetDirections)[number];

/** Which packets, counted from the moment the fault is set: one of them, or a share of them by a seeded chance. */
export interface PacketFault {
  readonly kind: PacketFaultKind;
  /** `to-board` by default. */
  readonly direction?: PacketDirection;
  readonly index?: number;
  readonly rate?: number;
  readonly seed?: number;
  /** Of `delay-packet`. */
  readonly milliseconds?: number;
  readonly overtaken?: boolean;
}

export type Deliver = (packet: Buffer) => void;

/** One fault at work: packets go in one by one and come out as the fault leaves them. */
export interface FaultyStage {
  take(packet: Buffer, deliver: Deliver): void;
  /** The fault is over: what it holds back comes out. */
  release(): void;
}

/** A swapped packet that no other follows is not kept for ever: a board may wait for just that one. */
const LONGEST_SWAP_MS = 50;

export function stageOf(fault: PacketFault): FaultyStage {
  const strikes = chooser(fault);
  switch (fault.kind) {
    case 'drop-packet':
      return stateless((packet, deliver) => strikes() || deliver(packet));
    case 'repeat-packet':
      return stateless((packet, deliver) => {
        if (strikes()) deliver(packet);
        deliver(packet);
      });
    case 'corrupt-packet':
      return stateless((packet, deliver) => deliver(strikes() ? damaged(packet) : packet));
    case 'replace-packet': {
      let twice = false;
      return stateless((packet, deliver) => {
        if (twice) deliver(packet);
        twice = strikes();
        if (!twice) deliver(packet);
      });
    }
    case 'swap-packet':
      return new SwapStage(strikes);
    case 'delay-packet':
      return new DelayStage(strikes, fault.milliseconds ?? 0, fault.overtaken ?? false);
  }
}

function chooser({ index, rate = 0, seed = 1 }: PacketFault): () => boolean {
  const random = seededRandom(seed);
  let number = 0;
  return () => (index !== undefined ? number++ === index : random() < rate);
}

function stateless(take: FaultyStage['take']): FaultyStage {
  return { take, release: () => {} };
}

function damaged(packet: Buffer): Buffer {
  const copy = Buffer.from(packet);
  copy[copy.length >> 1]! ^= 0x01;
  return copy;
}

class SwapStage implements FaultyStage {
  private timer: NodeJS.Timeout | null = null;
  private deliverHeld: (() => void) | null = null;

  constructor(private readonly strikes: () => boolean) {}

  take(packet: Buffer, deliver: Deliver): void {
    if (!this.deliverHeld && this.strikes()) {
      this.deliverHeld = () => deliver(packet);
      this.timer = setTimeout(() => this.release(), LONGEST_SWAP_MS);
      return;
    }
    deliver(packet);
    this.release();
  }

  release(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const deliver = this.deliverHeld;
    this.deliverHeld = null;
    deliver?.();
  }
}

class DelayStage implements FaultyStage {
  /** In their order; only a delayed one is waited for. */
  private readonly held: { readonly due: number; readonly deliver: () => void }[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly strikes: () => boolean,
    private readonly milliseconds: number,
    private readonly overtaken: boolean,
  ) {}

  take(packet: Buffer, deliver: Deliver): void {
    const due = this.strikes() ? performance.now() + this.milliseconds : 0;
    if (due === 0 && (this.overtaken || this.held.length === 0)) return deliver(packet);
    this.held.push({ due, deliver: () => deliver(packet) });
    if (due > 0) this.wakeIn(this.milliseconds);
  }

  release(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    for (const { deliver } of this.held.splice(0)) deliver();
  }

  private wakeIn(milliseconds: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.deliverDue();
    }, milliseconds);
    this.timers.add(timer);
  }

  private deliverDue(): void {
    const now = performance.now();
    for (let first = this.held[0]; first; first = this.held[0]) {
      // Timers of Node may come a fraction of a millisecond early.
      if (first.due > now + 1) return;
      this.held.shift();
      first.deliver();
    }
  }
}
