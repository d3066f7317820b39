import { test } from 'node:test';
import { sampled } from '../../support/sampling.js';
import { image } from '../support/device-board.js';
import { damaged } from '../support/damage.js';
import { before } from '../support/fault-board.js';
import { type FaultCase, survey } from '../support/survey.js';

const whole = image({ size: 30_000 });
const path = '/firmware.app-bin';

/** Whatever is still an image after it, like other bytes behind the hash that nothing covers, is booted by nobody. */
test('images with damage anywhere', async (t) => {
  const seeds = sampled(Array.from({ length: 2000 }, (_, seed) => seed), 30, 12);
  await survey(t, 'damaged image', seeds.map((seed): FaultCase => {
    const { how, content } = damaged(whole, seed);
    return { name: `${how}, seed ${seed}`, files: { [path]: content }, ends: before, mend: () => {} };
  }));
});

test('an image whose header denies the hash behind it', async (t) => {
  // One bit, which the checksum does not cover; without it nothing covers the hash, nor the header.
  const denying = Buffer.from(whole);
  denying[23]! ^= 1;
  const more = Buffer.from(denying);
  more[15]! ^= 1;
  const all = [denying, more].map((content, bits): FaultCase => ({ name: `${bits + 1} bits`, files: { [path]: content }, ends: before, mend: () => {} }));
  await survey(t, 'image that denies its hash', all);
});
