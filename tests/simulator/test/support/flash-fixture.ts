import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { Bootloader } from '@otatools/simulator/boot/bootloader.js';
import { Ota } from '@otatools/simulator/boot/ota.js';
import { stateName } from '@otatools/simulator/boot/otadata.js';
import { FlashController } from '@otatools/simulator/flash/flash-controller.js';
import { NorFlash } from '@otatools/simulator/flash/nor-flash.js';
import { OperationGate } from '@otatools/simulator/flash/operation-gate.js';
import { layoutOf, type LayoutName } from '@otatools/simulator/flash/partition-table.js';

const CHIP = { id: 0, revision: 300 };

export function createChip(test: TestContext, size: number): NorFlash {
  const folder = mkdtempSync(join(tmpdir(), 'otatools-flash-'));
  const chip = NorFlash.create(join(folder, 'flash.bin'), size);
  test.after(() => {
    chip.close();
    rmSync(folder, { recursive: true });
  });
  return chip;
}

/** The part of a board that decides what boots, without the board. */
export class FlashFixture {
  readonly gate = new OperationGate(() => {});
  readonly flash: FlashController;
  readonly ota: Ota;
  log = '';

  constructor(test: TestContext, private readonly layout: LayoutName = '4MiB-ota') {
    const { flashSize, partitions } = layoutOf(layout);
    this.flash = new FlashController(createChip(test, flashSize), partitions, this.gate, 'none');
    this.ota = new Ota(this.flash, partitions, CHIP);
  }

  put(label: string, image: Buffer): void {
    this.flash.chip.program(this.partition(label).address, image);
  }

  partition(label: string) {
    return layoutOf(this.layout).partitions.find((partition) => partition.label === label)!;
  }

  /** The label of the slot that a reset ends in. */
  async boot(): Promise<string | null> {
    const app = await new Bootloader(this.flash, this.ota, CHIP, (line) => (this.log += line)).run();
    return app?.partition.label ?? null;
  }

  setBoot(label: string): Promise<void> {
    return this.ota.setBoot(this.partition(label));
  }

  /** `1 VALID / 2 NEW`, in the order of the records. */
  get otadata(): string {
    return this.ota.records().map(({ sequence, state, crcOk }) => (crcOk ? `${sequence} ${stateName(state)}` : 'blank')).join(' / ');
  }
}
