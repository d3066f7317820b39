/** Numbers that look random and are the same in every run (mulberry32). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Copies of a manifest with damage of many kinds, each different from the original. */
export function mutations(original: Buffer, count: number, seed: number): Buffer[] {
  const random = randomNumbers(seed);
  const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => random(256)));
  const signature = original.indexOf('\n') + 1;
  const body = original.indexOf('\n', signature) + 1;
  const signatureLength = body - 1 - signature;
  const place = (): number => random(original.length);
  const spliced = (at: number, removed: number, inserted: Buffer): Buffer =>
    Buffer.concat([original.subarray(0, at), inserted, original.subarray(at + removed)]);
  const changed = (at: number, to: (byte: number) => number): Buffer => spliced(at, 1, Buffer.from([to(original[at]!) & 0xff]));
  const kinds: (() => Buffer)[] = [
    () => changed(place(), (byte) => byte ^ (1 << random(8))),
    () => changed(place(), () => random(256)),
    () => changed(signature + random(signatureLength), () => '0123456789abcdef'.charCodeAt(random(16))),
    () => changed(place(), (byte) => byte ^ 0x20),
    () => spliced(place(), 1 + random(40), Buffer.alloc(0)),
    () => spliced(place(), 0, bytes(1 + random(40))),
    () => spliced(place(), random(40), bytes(random(40))),
    () => original.subarray(0, place()),
    () => Buffer.concat([original, bytes(1 + random(4000))]),
    () => spliced(signature, signatureLength, Buffer.from(bytes(384).toString('hex'))),
    () => spliced(signature, signatureLength, Buffer.from(bytes(random(1500)).toString('hex'))),
    () => spliced(body, original.length, Buffer.from(original.subarray(body).toString().replace(/\d+/g, (digits) => (random(3) ? digits : String(random(1e9)))))),
    () => Buffer.concat([original.subarray(0, place()), original]),
    () => bytes(random(4097)),
  ];
  const made: Buffer[] = [];
  for (let tries = 0; made.length < count; tries++) {
    const mutated = kinds[tries % kinds.length]!();
    if (!mutated.equals(original)) {
      made.push(mutated);
    }
  }
  return made;
}
