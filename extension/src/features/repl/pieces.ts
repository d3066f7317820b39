/** A board's receiver holds 260 bytes; what comes while it is full is lost. */
const MOST_BYTES = 100;

/** Cuts text into pieces that a board takes at once, never within a character. */
export function pieces(text: string): string[] {
  const found: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const character of text) {
    const length = Buffer.byteLength(character);
    if (bytes + length > MOST_BYTES) {
      found.push(piece);
      piece = '';
      bytes = 0;
    }
    piece += character;
    bytes += length;
  }
  return piece === '' ? found : [...found, piece];
}
