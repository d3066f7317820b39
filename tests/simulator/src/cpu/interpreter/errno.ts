/** The port's C library numbers its errors as WASI does; MicroPython on the ESP32 as below. */
const fromWasi: Readonly<Record<number, number>> = {
  1: 7, 2: 13, 3: 98, 4: 99, 6: 11, 7: 114, 8: 9, 10: 16, 13: 113, 14: 104, 15: 104, 16: 35, 18: 33, 20: 17, 21: 14, 22: 27,
  23: 118, 26: 119, 27: 4, 28: 22, 29: 5, 30: 127, 31: 21, 32: 40, 33: 24, 34: 31, 37: 36, 41: 23, 43: 19, 44: 2, 48: 12,
  51: 28, 52: 38, 53: 128, 54: 20, 55: 39, 58: 95, 63: 1, 64: 32, 68: 34, 69: 30, 70: 29, 71: 3, 73: 116, 75: 18,
};

export function micropythonErrno(wasi: number): number {
  return fromWasi[wasi] ?? wasi;
}

/** The numbers that the file system raises, as Emscripten expects them. */
export const wasiErrno: Readonly<Record<string, number>> = {
  EACCES: 2, EEXIST: 20, EINVAL: 28, EIO: 29, EISDIR: 31, ENOENT: 44, ENOSPC: 51, ENOTDIR: 54, ENOTEMPTY: 55, EPERM: 63, EROFS: 69,
};
