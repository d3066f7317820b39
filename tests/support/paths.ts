import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import './state.js';

/** The project's root; this file runs from tests/out/support. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/** The sidecar as `dotnet build` makes it, for `dotnet` to run. */
export const builtSidecar = path.join(root, 'server/OtaTools.Server/bin/Release/net10.0/OtaTools.Server.dll');

/** Debian's, which is not on PATH; null where there is none, or on Windows, which needs none. */
export const wine = process.platform === 'win32' ? null
  : ['/usr/lib/wine/wine64', '/usr/bin/wine64', '/usr/local/bin/wine64'].find((file) => existsSync(file)) ?? null;

/** Whether the sidecar that tests start is Windows' on a machine that is not: there it knows no process of ours. */
export const isInWine = (): boolean => wine !== null && (process.env.OTATOOLS_SIDECAR ?? '').endsWith('.exe');

/** How to start the sidecar: the Release build, or what OTATOOLS_SIDECAR names, a .dll or an executable, be it Windows'. */
export function sidecar(...args: readonly string[]): [command: string, args: string[]] {
  const file = process.env.OTATOOLS_SIDECAR ?? builtSidecar;
  if (isInWine()) {
    return [wine!, [file, ...args]];
  }
  return file.endsWith('.dll') ? ['dotnet', [file, ...args]] : [file, [...args]];
}

/** Real firmware, where it is at hand (never part of the project). */
const firmwareFolder = process.env.OTATOOLS_FIRMWARE ?? path.join(root, '../shared/firmware');

/** The path of a real image by the end of its name, or undefined where it is not at hand. */
export function realFirmware(ending: string): string | undefined {
  const name = existsSync(firmwareFolder) ? readdirSync(firmwareFolder).find((file) => file.endsWith(ending)) : undefined;
  return name === undefined ? undefined : path.join(firmwareFolder, name);
}

export const real = {
  before: realFirmware('OTA-20250415-v1.25.0.app-bin'),
  beforeFull: realFirmware('OTA-20250415-v1.25.0.bin'),
  after: realFirmware('OTA-20250809-v1.26.0.app-bin'),
  tooLong: realFirmware('GENERIC-20241025-v1.24.0.app-bin'),
  otherChip: realFirmware('C3-20240602-v1.23.0.app-bin'),
};

/** Why a test that needs real firmware is skipped, or false where it is at hand. */
export const withoutRealFirmware = real.before && real.after ? false : 'no real firmware here: set OTATOOLS_FIRMWARE';
