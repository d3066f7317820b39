import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** From out/test/support up to the project's root. */
const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '../../../../..');

/** Official images, where there are any: a test that needs one is skipped otherwise, and says so. */
export const firmwareFolder = process.env['OTATOOLS_FIRMWARE'] ?? join(projectRoot, '../shared/firmware');

export const withoutFirmware = existsSync(firmwareFolder) ? false : `no official images in ${firmwareFolder}`;

export function firmware(name: string): string {
  return join(firmwareFolder, name);
}
