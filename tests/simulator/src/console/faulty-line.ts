import { stageOf, type Deliver, type FaultyStage, type PacketFault } from './packet-faults.js';

export const PACKET_SIZE = 64;

/**
 * One direction of the link, as USB carries it: in packets of at most 64 bytes. Faults of different kinds add up, each
 * meeting what the one before it left; a fault takes the place of one of its kind.
 */
export class FaultyLine {
  private readonly stages = new Map<PacketFault['kind'], FaultyStage>();

  constructor(private readonly deliver: Deliver) {}

  set(fault: PacketFault): void {
    this.stages.get(fault.kind)?.release();
    this.stages.set(fault.kind, stageOf(fault));
  }

  clear(): void {
    const stages = [...this.stages.values()];
    this.stages.clear();
    for (const stage of stages) stage.release();
  }

  send(data: Buffer): void {
    if (this.stages.size === 0) return this.deliver(data);
    const path = [...this.stages.values()].reduceRight<Deliver>((next, stage) => (packet) => stage.take(packet, next), this.deliver);
    for (let offset = 0; offset < data.length; offset += PACKET_SIZE) path(data.subarray(offset, offset + PACKET_SIZE));
  }
}
