import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildAppImage } from '@otatools/simulator';
import { real } from '../support/paths.js';
import type { DemoArguments } from './arguments.js';

export interface DemoImages {
  from: string;
  to: string;
}

/** The images that were named, else the real ones where they are at hand, else two that are built on the spot. */
export function chooseImages({ from, to }: DemoArguments): DemoImages {
  for (const file of [from, to]) {
    if (file !== undefined && !existsSync(file)) {
      throw new Error(`There is no file ${file}.`);
    }
  }
  return { from: from ?? real.before ?? built('v1.25.0', '2025-04-15'), to: to ?? real.after ?? built('v1.26.0', '2025-08-09') };
}

function built(version: string, date: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'otatools-demo-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, `ESP32_GENERIC-OTA-${date.replaceAll('-', '')}-${version}.app-bin`);
  writeFileSync(file, buildAppImage({ version, date, size: 400_000, seed: Number(date.replaceAll('-', '')) }));
  return file;
}
