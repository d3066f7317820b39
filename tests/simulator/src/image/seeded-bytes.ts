/** Repeatable noise without letters or NUL, so that no identifying string appears in it by chance. */
export function seededBytes(seed: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = (seed * 2654435761 + 0x9e3779b9) >>> 0 || 1;
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[i] = 0x80 | (state >>> 8 & 0x7f);
  }
  return bytes;
}
