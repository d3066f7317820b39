import { EspError, EspErrorCode } from '../board/esp-error.js';
import type { FlashController } from '../flash/flash-controller.js';
import {
  PartitionType, Subtype, findPartition, otaSlots, type Partition,
} from '../flash/partition-table.js';
import { checkImage, type Chip } from '../image/app-image.js';
import { OtaData, OtaState, activeRecord, isRejected, nextSequence, slotIndexOf, stateName, type OtaRecord } from './otadata.js';

/** The functions of ESP-IDF's `app_update` component that MicroPython calls. */
export class Ota {
  readonly data: OtaData | null;
  readonly slots: readonly Partition[];

  constructor(
    private readonly flash: FlashController,
    private readonly partitions: readonly Partition[],
    private readonly chip: Chip,
  ) {
    const otaData = findPartition(partitions, PartitionType.data, Subtype.otaData);
    this.data = otaData ? new OtaData(flash, otaData) : null;
    this.slots = otaSlots(partitions);
  }

  get factory(): Partition | undefined {
    return findPartition(this.partitions, PartitionType.app, Subtype.factory);
  }

  records(): readonly OtaRecord[] {
    return this.data?.read() ?? [];
  }

  /** The slot that the next boot will try; undefined on a board without `otadata`. */
  bootPartition(): Partition | undefined {
    if (!this.data) return undefined;
    const records = this.data.read();
    const active = activeRecord(records);
    if (records.every(isRejected) || !active) return this.factory ?? this.slots[0];
    return this.slots[slotIndexOf(active.sequence, this.slots.length)];
  }

  /** The state that `otadata` holds for a slot; the active record speaks first. */
  stateOf(partition: Partition): string {
    const records = this.records().filter((record) => record.crcOk && this.slotOf(record) === partition);
    const active = activeRecord(records);
    const latest = records.reduce<OtaRecord | undefined>((a, b) => (a && a.sequence >= b.sequence ? a : b), undefined);
    const record = active ?? latest;
    return record ? stateName(record.state) : 'UNDEFINED';
  }

  async setBoot(partition: Partition): Promise<void> {
    const check = checkImage(this.flash.read(partition.address, partition.size), this.chip);
    if ('problem' in check) throw new EspError(EspErrorCode.otaValidateFailed, check.problem);
    if (partition.type !== PartitionType.app) throw new EspError(EspErrorCode.invalidArgument);
    if (!this.data) throw new EspError(EspErrorCode.notFound);
    if (partition.subtype === Subtype.factory) return this.data.erase();

    const slotIndex = this.slots.indexOf(partition);
    const active = activeRecord(this.data.read());
    if (!active) return this.data.write(0, slotIndex + 1, OtaState.new);
    const other = active.index === 0 ? 1 : 0;
    return this.data.write(other, nextSequence(active.sequence, slotIndex, this.slots.length), OtaState.new);
  }

  async markValid(): Promise<void> {
    if (!this.data) throw new EspError(EspErrorCode.notFound);
    const active = activeRecord(this.data.read());
    if (!active) throw new EspError(EspErrorCode.fail);
    if (active.state !== OtaState.valid) await this.data.write(active.index, active.sequence, OtaState.valid);
  }

  private slotOf(record: OtaRecord): Partition | undefined {
    return this.slots[slotIndexOf(record.sequence, this.slots.length)];
  }
}
