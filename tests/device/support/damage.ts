import { random } from '../../support/sampling.js';

/** A copy that differs from the image, somewhere: bits, bytes, runs, blocks, its length. */
export function damaged(image: Buffer, seed: number): { how: string; content: Buffer } {
  const next = random(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const [how, damage] = KINDS[below(KINDS.length)]!;
  for (;;) {
    const content = damage(Buffer.from(image), below);
    if (!content.equals(image)) return { how, content };
  }
}

type Below = (limit: number) => number;

/** Most of an image is code; headers and the tail are hit as often as it. */
function place(image: Buffer, below: Below): number {
  return [below(image.length), below(512), image.length - 1 - below(64)][below(3)]!;
}

const KINDS: [string, (image: Buffer, below: Below) => Buffer][] = [
  ['one bit', (image, below) => {
    image[place(image, below)]! ^= 1 << below(8);
    return image;
  }],
  ['two bytes of one checksum', (image, below) => {
    const mask = 1 + below(255);
    image[place(image, below)]! ^= mask;
    image[place(image, below)]! ^= mask;
    return image;
  }],
  ['some bytes', (image, below) => {
    for (let i = 1 + below(20); i > 0; i--) image[place(image, below)] = below(256);
    return image;
  }],
  ['a run of one value', (image, below) => image.fill(below(2) * 255, place(image, below), Math.min(image.length, place(image, below) + below(9000)))],
  ['a length in a header', (image, below) => {
    image.writeUInt32LE(below(2) ? below(0x200000) : 0xffffffff - below(100), [4, 24, 28, 24 + 8 + 0x2000, 24 + 12 + 0x2000][below(5)]!);
    return image;
  }],
  ['the number of segments', (image, below) => {
    image[1] = below(256);
    return image;
  }],
  ['two blocks changed about', (image, below) => {
    const blocks = Math.floor(image.length / 4096);
    const [a, b] = [below(blocks) * 4096, below(blocks) * 4096];
    const kept = Buffer.from(image.subarray(a, a + 4096));
    image.copyWithin(a, b, b + 4096);
    kept.copy(image, b);
    return image;
  }],
  ['bytes that are missing', (image, below) => {
    const at = place(image, below);
    return Buffer.concat([image.subarray(0, at), image.subarray(at + 1 + below(5000))]);
  }],
  ['bytes too many', (image, below) => {
    const at = place(image, below);
    return Buffer.concat([image.subarray(0, at), Buffer.alloc(1 + below(5000), below(256)), image.subarray(at)]);
  }],
  ['its end missing', (image, below) => image.subarray(0, below(image.length))],
  ['no hash behind it', (image, below) => {
    image[23] = 0;
    image[place(image, below)]! ^= 1 + below(255);
    return image;
  }],
];
