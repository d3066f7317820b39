export const PACKET_SIZE = 64;

/** `replace-packet`: lost, and the next one delivered twice, so that the length stays right. */
export const packetFaultKinds = ['drop-packet', 'repeat-packet', 'replace-packet', 'corrupt-packet'] as const;
export type PacketFaultKind = (typeof packetFaultKinds)[number];

/** Which packets, counted from the moment the fault is set: one of them, or a share of them by a seeded chance. */
export interface PacketFault {
  readonly kind: PacketFaultKind;
  readonly index?: number;
  readonly rate?: number;
  readonly seed?: number;
}

/** Damage to what the host sends, in the 64-byte packets in which USB carries it. */
export class PacketFaults {
  private fault: PacketFault | null = null;
  private packetNumber = 0;
  private repeatNext = false;
  private random: () => number = Math.random;

  set(fault: PacketFault): void {
    this.fault = fault;
    this.packetNumber = 0;
    this.repeatNext = false;
    this.random = seededRandom(fault.seed ?? 1);
  }

  clear(): void {
    this.fault = null;
  }

  apply(data: Buffer): Buffer {
    if (!this.fault) return data;
    const out: Buffer[] = [];
    for (let offset = 0; offset < data.length; offset += PACKET_SIZE) {
      const packet = data.subarray(offset, offset + PACKET_SIZE);
      if (this.repeatNext) out.push(packet);
      this.repeatNext = false;
      out.push(this.strikes(this.packetNumber++) ? this.damage(packet) : packet);
    }
    return Buffer.concat(out);
  }

  private strikes(packetNumber: number): boolean {
    const { index, rate } = this.fault!;
    return index !== undefined ? packetNumber === index : this.random() < (rate ?? 0);
  }

  private damage(packet: Buffer): Buffer {
    switch (this.fault!.kind) {
      case 'drop-packet':
        return Buffer.alloc(0);
      case 'repeat-packet':
        return Buffer.concat([packet, packet]);
      case 'replace-packet':
        this.repeatNext = true;
        return Buffer.alloc(0);
      case 'corrupt-packet': {
        const damaged = Buffer.from(packet);
        damaged[damaged.length >> 1]! ^= 0x01;
        return damaged;
      }
    }
  }
}

function seededRandom(seed: number): () => number {
  let state = (seed * 0x9e3779b9) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
