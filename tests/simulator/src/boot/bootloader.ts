import type { FlashController } from '../flash/flash-controller.js';
import type { Partition } from '../flash/partition-table.js';
import { checkImage, type AppImage, type Chip, type Segment } from '../image/app-image.js';
import { OtaState, activeRecord, isInitial, isRejected, slotIndexOf } from './otadata.js';
import type { Ota } from './ota.js';

const FACTORY_INDEX = -1;

/** RAM that the second-stage bootloader occupies while it copies an app's segments. */
const loaderRegions = [
  { start: 0x3fff0000, end: 0x40000000, name: 'bootloader data' },
  { start: 0x40078000, end: 0x40080000, name: 'loader IRAM' },
];

export interface BootedApp {
  readonly partition: Partition;
  readonly image: AppImage;
}

interface Selection {
  readonly index: number;
  readonly otadataIsInitial: boolean;
}

/** ESP-IDF's second stage with rollback enabled, as in every official build since v1.21. */
export class Bootloader {
  private lines = 0;

  constructor(
    private readonly flash: FlashController,
    private readonly ota: Ota,
    private readonly chip: Chip,
    private readonly print: (line: string) => void,
  ) {}

  /** Null when no partition holds anything that boots. */
  async run(): Promise<BootedApp | null> {
    const selection = await this.select();
    for (const index of this.candidates(selection.index)) {
      const partition = this.partitionAt(index);
      if (!partition) continue;
      const image = this.load(partition);
      if (image) {
        await this.recordActualSlot(selection, index);
        return { partition, image };
      }
      this.log('boot', `${index === FACTORY_INDEX ? 'Factory app partition' : `OTA app partition slot ${index}`} is not bootable`);
    }
    this.log('boot', 'No bootable app partitions in the partition table');
    return null;
  }

  private async select(): Promise<Selection> {
    const { data, slots, factory } = this.ota;
    if (!data) return { index: FACTORY_INDEX, otadataIsInitial: false };

    for (const record of data.read())
      if (record.state === OtaState.pendingVerify) await data.write(record.index, record.sequence, OtaState.aborted);

    const records = data.read();
    if (records.every(isRejected) || slots.length === 0)
      return factory
        ? { index: FACTORY_INDEX, otadataIsInitial: false }
        : { index: 0, otadataIsInitial: records.every(isInitial) };

    const active = activeRecord(records);
    if (!active) {
      this.log('boot', 'ota data partition invalid and no factory, will try all partitions');
      return { index: FACTORY_INDEX, otadataIsInitial: false };
    }
    if (active.state === OtaState.new) await data.write(active.index, active.sequence, OtaState.pendingVerify);
    return { index: slotIndexOf(active.sequence, slots.length), otadataIsInitial: false };
  }

  /** Backwards from the selected slot to the factory app, then forwards from it. */
  private candidates(start: number): number[] {
    const order: number[] = [];
    for (let index = start; index >= FACTORY_INDEX; index--) order.push(index);
    for (let index = start + 1; index < this.ota.slots.length; index++) order.push(index);
    return order;
  }

  private partitionAt(index: number): Partition | undefined {
    return index === FACTORY_INDEX ? this.ota.factory : this.ota.slots[index];
  }

  private load(partition: Partition): AppImage | null {
    const check = checkImage(this.flash.read(partition.address, partition.size), this.chip);
    if ('problem' in check) {
      this.log('esp_image', check.problem);
      return null;
    }
    const overlap = firstOverlap(check.image.segments);
    if (overlap) {
      this.log('esp_image', overlap);
      return null;
    }
    return check.image;
  }

  private async recordActualSlot({ otadataIsInitial }: Selection, index: number): Promise<void> {
    if (otadataIsInitial && index > FACTORY_INDEX) await this.ota.data?.write(0, index + 1, OtaState.valid);
  }

  private log(tag: string, text: string): void {
    this.print(`E (${60 + this.lines++ * 4}) ${tag}: ${text}\r\n`);
  }
}

/** The check that `set_boot` leaves to the bootloader. */
function firstOverlap(segments: readonly Segment[]): string | null {
  for (const [index, { loadAddress, length }] of segments.entries()) {
    const end = loadAddress + length;
    const region = loaderRegions.find((region) => loadAddress < region.end && end > region.start);
    if (region) return `Segment ${index} 0x${loadAddress.toString(16)}-0x${end.toString(16)} invalid: overlaps ${region.name}`;
  }
  return null;
}
