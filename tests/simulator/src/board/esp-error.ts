/** The `esp_err_t` values that reach Python, as `OSError(-code, name)`. */
export const EspErrorCode = {
  /** -1 on the chip; positive here, as all codes on the way to Python. */
  fail: 0xfff,
  invalidArgument: 0x102,
  invalidState: 0x103,
  invalidSize: 0x104,
  notFound: 0x105,
  nvsNotFound: 0x1102,
  nvsKeyTooLong: 0x1109,
  nvsInvalidLength: 0x110c,
  otaValidateFailed: 0x1503,
  flashProtected: 0x6006,
} as const;

/** MicroPython's own errno values, which are lwIP's on the ESP32. */
export const Errno = {
  ENOENT: 2,
  EIO: 5,
  EBADF: 9,
  EAGAIN: 11,
  EINVAL: 22,
  EPIPE: 32,
  ECONNABORTED: 113,
  EADDRINUSE: 112,
  EALREADY: 114,
  ECONNRESET: 104,
  ETIMEDOUT: 116,
  EHOSTUNREACH: 118,
  EINPROGRESS: 119,
  EISCONN: 127,
  ENOTCONN: 128,
} as const;

/** A call of the firmware that failed: the code goes to Python, the detail to the log. */
export class EspError extends Error {
  constructor(readonly code: number, detail = `error ${code}`) {
    super(detail);
  }
}
