import type { FirmwareImage } from '../../server/protocol';

/** "MicroPython v1.26.0 (2025-08-09) · ESP32_GENERIC-OTA · ESP32 · 1.38 MiB": what the bytes say, never the file's name. */
export function describeImage({ microPython, chip, length }: FirmwareImage): string {
  const version = microPython && `MicroPython ${microPython.version}${microPython.buildDate ? ` (${microPython.buildDate})` : ''}`;
  return [version, microPython?.board, chip, mebibytes(length)].filter(Boolean).join(' · ');
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(2)} MiB`;
}
