import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { NorFlash } from '../flash/nor-flash.js';
import { PartitionType, TABLE_ADDRESS, encodePartitionTable } from '../flash/partition-table.js';
import { buildBootloader } from '../image/full-flash.js';
import { buildAppImage } from '../image/image-builder.js';
import type { BoardSettings } from './options.js';

const BOOTLOADER_ADDRESS = 0x1000;

/** Where a board keeps what outlives its power. */
export class StateFolder {
  private constructor(private readonly path: string, private readonly isTemporary: boolean) {
    mkdirSync(this.fileSystem, { recursive: true });
  }

  static open(path: string | undefined): StateFolder {
    return path === undefined
      ? new StateFolder(mkdtempSync(join(tmpdir(), 'otatools-board-')), true)
      : new StateFolder(resolve(path), false);
  }

  get fileSystem(): string {
    return join(this.path, 'fs');
  }

  get nvs(): string {
    return join(this.path, 'nvs.json');
  }

  /** The flash as it was left, or fresh from the factory. */
  openFlash(settings: BoardSettings): NorFlash {
    const file = join(this.path, 'flash.bin');
    return NorFlash.exists(file) ? reopen(file, settings) : settings.flashed ? flash(file, settings.flashed, settings) : manufacture(file, settings);
  }

  remove(): void {
    if (this.isTemporary) rmSync(this.path, { recursive: true, force: true });
  }
}

function reopen(file: string, { layout }: BoardSettings): NorFlash {
  const flash = NorFlash.open(file);
  const table = encodePartitionTable(layout.partitions);
  if (flash.size !== layout.flashSize || !flash.read(TABLE_ADDRESS, table.length).equals(table)) {
    flash.close();
    throw new Error(`${file} was made with another layout`);
  }
  return flash;
}

/** As esptool does after `erase-flash`. */
function flash(file: string, image: Buffer, { layout }: BoardSettings): NorFlash {
  const chip = NorFlash.create(file, layout.flashSize);
  chip.program(BOOTLOADER_ADDRESS, image);
  return chip;
}

function manufacture(file: string, settings: BoardSettings): NorFlash {
  const { layout } = settings;
  const flash = NorFlash.create(file, layout.flashSize);
  flash.program(BOOTLOADER_ADDRESS, buildBootloader(settings.chipId));
  flash.program(TABLE_ADDRESS, encodePartitionTable(layout.partitions));
  const images = [settings.image ?? buildAppImage({ chipId: settings.chipId }), settings.slot1];
  const apps = layout.partitions.filter(({ type }) => type === PartitionType.app);
  images.forEach((image, index) => {
    const partition = apps[index];
    if (!image) return;
    if (!partition || image.length > partition.size)
      throw new Error(`an image of ${image.length} bytes does not fit ${partition?.label ?? 'this layout'}`);
    flash.program(partition.address, image);
  });
  return flash;
}
