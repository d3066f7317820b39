// ota_signed.py: what is signed is taken, whatever was changed is refused, and nothing but OtaError leaves it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { buildAppImage } from '@otatools/simulator';
import { temporaryFolder } from '../sidecar/support/folder.js';
import { root } from '../support/paths.js';
import { image, imageManifest, manifest, modulusOf, newKey, payload, scripts, sign } from './support/manifests.js';
import { mutations } from './support/mutations.js';
import { SignedBench } from './support/signed-bench.js';

const sweep = process.env.OTATOOLS_SWEEP === '1';
const MUTATIONS = sweep ? 2000 : 200;
const key = newKey(3072);

/** Payloads that are signed with the right key and still must not pass. */
const impossible: [string, string | object][] = [
  ['another kind', { ...image, kind: 'firmware' }],
  ['scripts in the place of an image', scripts],
  ['no kind', { ...image, kind: undefined }],
  ['a list as its kind', { ...image, kind: ['image'] }],
  ['true for a sequence', { ...image, sequence: true }],
  ['a float for a sequence', payload(image).replace('"sequence":7', '"sequence":7.0')],
  ['a sequence in words', { ...image, sequence: '7' }],
  ['a sequence of 0', { ...image, sequence: 0 }],
  ['a negative sequence', { ...image, sequence: -1 }],
  ['a sequence beyond 2^53', payload(image).replace('"sequence":7', '"sequence":9007199254740993')],
  ['a sequence of 3,000 digits', payload(image).replace('"sequence":7', `"sequence":${'9'.repeat(3000)}`)],
  ['a sequence like 1e400', payload(image).replace('"sequence":7', '"sequence":1e400')],
  ['no sequence', { ...image, sequence: undefined }],
  ['false for a size', { ...image, size: false }],
  ['no bytes at all', { ...image, size: 0 }],
  ['more bytes than any flash', { ...image, size: 2 ** 25 + 1 }],
  ['a chip beyond 16 bits', { ...image, chip: 65536 }],
  ['a negative chip', { ...image, chip: -1 }],
  ['a null chip', { ...image, chip: null }],
  ['a hash of 63 digits', { ...image, sha256: 'a'.repeat(63) }],
  ['a hash in capitals', { ...image, sha256: 'A'.repeat(64) }],
  ['a hash that is a number', { ...image, sha256: 5 }],
  ['a hash that is a list', { ...image, sha256: [...'a'.repeat(64)] }],
  ['a second sequence', payload(image).replace('}', ',"sequence":8}')],
  ['a second hash before', payload(image).replace('{', `{"sha256":"${'0'.repeat(64)}",`)],
  ['a second size under an escaped name', payload(image).replace('}', ',"\\u0073ize":8}')],
  ['a second kind', payload(image).replace('}', ',"kind":"image"}')],
  ['something after it', `${payload(image)}x`],
  ['a second object after it', payload(image) + payload(image)],
  ['nothing', ''],
  ['a list', '[]'],
  ['a number', '1'],
  ['null', 'null'],
  ['text', '"image"'],
  ['JSON that is cut off', payload(image).slice(0, -1)],
  ['very deep JSON', '['.repeat(3000)],
  ['very many objects', '{"a":'.repeat(500)],
  ['bytes that are not UTF-8', payload(image).replace('image', 'im\xffge')],
  ['a zero byte', payload(image).replace('image', 'im\0ge')],
];

const file = scripts.files[0]!;
const impossibleScripts: [string, object | string][] = [
  ['an image in the place of scripts', image],
  ['no files', { ...scripts, files: [] }],
  ['files that are no list', { ...scripts, files: { '0': file } }],
  ['a file that is a name', { ...scripts, files: ['ota.py'] }],
  ['25 files', { ...scripts, files: Array.from({ length: 25 }, (_, i) => ({ name: `a${i}.py`, sha256: 'a'.repeat(64), size: 1 })) }],
  ['the same name twice', { ...scripts, files: [file, file] }],
  ['a list that is cut off', payload(scripts).slice(0, payload(scripts).indexOf('},') + 1)],
  ['a second name in a file', payload(scripts).replace('"size"', '"name":"x.py","size"')],
  ['no version', { ...scripts, version: undefined }],
  ['a version with a line end', { ...scripts, version: '1\r\nx' }],
  ['a version of 33 letters', { ...scripts, version: '1'.repeat(33) }],
  ['no sequence', { ...scripts, sequence: undefined }],
  ...['/ota.py', '../ota.py', 'a/b.py', 'ota.mpy', 'Ota.py', '.py', 'ota.py ', 'ota', 'a.b.py', 'ota.py\n', 'ötä.py', '', `${'a'.repeat(40)}.py`].map(
    (name): [string, object] => [`a file called ${JSON.stringify(name)}`, { ...scripts, files: [{ ...file, name }] }]),
  ...[0, 65537, 1.5, true, '9', null].map((size): [string, object] => [`a size of ${JSON.stringify(size)}`, { ...scripts, files: [{ ...file, size }] }]),
];

const badKeys: [string, unknown][] = [
  ['empty', ''], ['false', false], ['0', 0], ['a list', []], ['an object', {}], ['a number', 65537], ['true', true],
  ['1024 bits', modulusOf(newKey(1024, false))],
  ['one digit short', modulusOf(key).slice(1)],
  ['one byte short of 2048 bits', modulusOf(newKey(2048)).slice(2)],
  ['the last byte cut off', modulusOf(key).slice(0, -2)],
  ['leading zeros', `00${modulusOf(key)}`],
  ['even', modulusOf(key).replace(/.$/, '0')],
  ['4104 bits', `81${'ff'.repeat(512)}`],
  ['100,000 digits', 'f'.repeat(100_000)],
  ['no digits', 'x'.repeat(768)],
  ['spaces', ` ${modulusOf(key)}`],
  ['full-width digits', '１'.repeat(768)],
  ['PEM', createPublicKey(key).export({ type: 'spki', format: 'pem' })],
];

for (const micropython of ['oldest', 'newest'] as const) {
  describe(`signatures on the ${micropython} MicroPython`, { concurrency: 2 }, () => {
    for (const bits of [2048, 3072, 4096]) {
      test(`a manifest signed with ${bits} bits is taken, and only with its own key`, async (t) => {
        const bench = await SignedBench.start(t, { micropython });
        const signer = newKey(bits);
        const other = newKey(bits);
        await bench.accepts(imageManifest(signer), modulusOf(signer), 'image', payload(image));
        await bench.accepts(manifest(payload(scripts), signer), modulusOf(signer).toUpperCase(), 'scripts', payload(scripts));
        await bench.refuses([['another key', imageManifest(other)]], modulusOf(signer), 'image', /signature is wrong/);
      });
    }

    test(`${MUTATIONS} mutated manifests are refused, each by OtaError`, { timeout: 600_000 }, async (t) => {
      const bench = await SignedBench.start(t, { micropython });
      const signed = imageManifest(key);
      await bench.refuses(mutations(signed, MUTATIONS, 4).map((bytes, i): [string, Buffer] => [`mutation ${i}`, bytes]), modulusOf(key), 'image', /./);
      await bench.accepts(signed, modulusOf(key), 'image', payload(image));
    });

    test(`${MUTATIONS} mutated manifests that need no signature end in no other exception`, { timeout: 600_000 }, async (t) => {
      const bench = await SignedBench.start(t, { micropython });
      await bench.survives(mutations(manifest(payload(scripts)), MUTATIONS, 5), null, 'scripts');
      await bench.survives(mutations(imageManifest(key), MUTATIONS, 6), null, 'image');
    });

    test('what is signed and says impossible things is refused', async (t) => {
      const bench = await SignedBench.start(t, { micropython });
      const signed = (cases: [string, string | object][]): [string, Buffer][] =>
        cases.map(([name, what]) => [name, manifest(typeof what === 'string' ? Buffer.from(what, 'latin1') : payload(what), key)]);
      await bench.refuses(signed(impossible), modulusOf(key), 'image', /^(?!.*(signature|not signed))/);
      await bench.refuses(signed(impossibleScripts), modulusOf(key), 'scripts', /^(?!.*(signature|not signed))/);
    });

    test('a key that is none refuses everything, and never means that there is no key', async (t) => {
      const bench = await SignedBench.start(t, { micropython });
      for (const [name, bad] of badKeys) {
        await bench.refuses([[`${name}, signed`, imageManifest(key)], [`${name}, unsigned`, manifest(payload(image))]], bad, 'image', /key in \/ota\.json is not an RSA modulus|signature is wrong|not signed/);
      }
    });
  });
}

test('without a key an unsigned manifest is taken, and one that is signed by anybody', async (t) => {
  const bench = await SignedBench.start(t);
  await bench.accepts(manifest(payload(scripts)), null, 'scripts', payload(scripts));
  await bench.accepts(imageManifest(key), null, 'image', payload(image));
  await bench.refuses([['unsigned', manifest(payload(image))]], modulusOf(key), 'image', /^the manifest is not signed$/);
});

test('what is no bytes at all is refused like everything else', async (t) => {
  const bench = await SignedBench.start(t);
  for (const text of ['None', '5', '"OTATOOLS-MANIFEST-1\\n-\\n{}"', 'bytearray(100)', '[]']) {
    const said = await bench.execute(`import ota_signed, ota_state\ntry:\n    print(ota_signed.read(${text}, None, "image"))\nexcept ota_state.OtaError:\n    print("refused")\n`);
    assert.equal(said, 'refused\r\n', text);
  }
});

test('signatures that are right for a looser reader are refused', async (t) => {
  const bench = await SignedBench.start(t);
  const n = BigInt(`0x${modulusOf(key)}`);
  const numberOf = (text: string): bigint => BigInt(`0x${sign(text, key).toString('hex')}`);
  // One for which signature plus modulus has no more digits than the modulus.
  const texts = Array.from({ length: 500 }, (_, i) => payload({ ...image, sequence: i + 1 }));
  const text = texts.find((candidate) => (numberOf(candidate) + n) >> 3072n === 0n) ?? texts[0]!;
  const good = sign(text, key).toString('hex');
  const s = BigInt(`0x${good}`);
  const cases: [string, string][] = [
    ['in capitals', good.toUpperCase()],
    ['with a leading zero byte', `00${good}`],
    ['with a byte more', `${good}00`],
    ['a byte short', good.slice(2)],
    ['plus the modulus', (s + n).toString(16).padStart(768, '0')],
    ['zero', '0'.repeat(768)],
    ['one', '1'.padStart(768, '0')],
    ['the modulus', n.toString(16)],
    ['the modulus less one', (n - 1n).toString(16)],
    ['all ones', 'f'.repeat(768)],
    ['of 3,900 digits', 'f'.repeat(3900).slice(0, 3800)],
    ['with spaces', ` ${good}`],
    ['with a carriage return', `${good}\r`],
    ['empty', ''],
    ['SHA-1', sign(text, key, 'sha1').toString('hex')],
    ['SHA-512', sign(text, key, 'sha512').toString('hex')],
    ['PSS', sign(text, key, 'sha256', true).toString('hex')],
    ['of the whole file', sign(`OTATOOLS-MANIFEST-1\n${text}`, key).toString('hex')],
  ];
  await bench.refuses(cases.map(([name, line]) => [name, Buffer.from(`OTATOOLS-MANIFEST-1\n${line}\n${text}`)]), modulusOf(key), 'image', /./);
});

test('with an exponent of 3 a forged padding could pass a reader that parses it: the exponent is always 65537', async (t) => {
  const bench = await SignedBench.start(t);
  const three = newKey(3072, true, 3);
  await bench.refuses([['exponent 3', imageManifest(three)]], modulusOf(three), 'image', /signature is wrong/);
});

test('the heap of a board is enough for the longest key and manifest', async (t) => {
  const bench = await SignedBench.start(t, { heap: 160 * 1024 });
  const longest = newKey(4096);
  const files = Array.from({ length: 24 }, (_, i) => ({ name: `ota_${i}.py`, sha256: 'b'.repeat(64), size: 65536 }));
  const text = payload({ ...scripts, files });
  await bench.accepts(manifest(text, longest), modulusOf(longest), 'scripts', text);
});

test('the commands of MANIFESTS.md, with openssl alone, make a manifest that a board takes', { skip: process.platform === 'win32' }, async (t) => {
  const bench = await SignedBench.start(t);
  const folder = temporaryFolder(t);
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
  } catch {
    t.skip('there is no openssl here');
    return;
  }
  const app = buildAppImage({ chipId: 9 });
  writeFileSync(path.join(folder, 'x.app-bin'), app);
  const page = readFileSync(path.join(root, 'server/device/MANIFESTS.md'), 'utf8');
  execFileSync('sh', ['-euc', /```sh\n(umask[^]*?)```/.exec(page)![1]!], { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] });
  const made = readFileSync(path.join(folder, 'x.app-bin.manifest'));
  const text = made.toString().split('\n')[2]!;
  const { sequence, ...rest } = JSON.parse(text) as { sequence: number };
  assert.deepEqual(rest, { kind: 'image', sha256: createHash('sha256').update(app).digest('hex'), size: app.length, chip: 9 });
  assert.ok(sequence > 200_000_000);
  await bench.accepts(made, readFileSync(path.join(folder, 'key.txt'), 'utf8').trim(), 'image', text);
});
