const POLYNOMIAL = 0xedb88320;

/** `esp_rom_crc32_le(seed, bytes)`: the chip's ROM inverts its seed on the way in and the value on the way out. */
export function crc32(bytes: Uint8Array, seed: number): number {
  let value = ~seed;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  }
  return ~value >>> 0;
}
