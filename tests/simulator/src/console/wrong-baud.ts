/**
 * What is heard at another rate than was spoken: as many bytes, none of them right, none of them a Ctrl-C. Where the
 * bits of one byte fall when they are sampled at the wrong times does not matter here, only that nothing makes sense.
 */
export function garbled(data: Uint8Array): Buffer {
  return Buffer.from(data.map((byte) => 0x80 | ((byte * 5) & 0x78)));
}
