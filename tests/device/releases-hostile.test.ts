// Release pointers that are wrong, by mistake or by intent: refused before anything is erased, or nothing comes of them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inFull } from '../support/sampling.js';
import { DeviceBoard, image } from './support/device-board.js';
import { FaultyServer } from './support/faulty-server.js';
import { manifest, modulusOf, newKey } from './support/manifests.js';
import { mutations } from './support/mutations.js';
import { MAC, newest, next, placeOf, POINTER, pointer, published, release } from './support/releases.js';
import { SignedBench } from './support/signed-bench.js';

const key = newKey(2048);
const MUTATIONS = inFull ? 2000 : 120;
const text = JSON.stringify(release(next));
const hex = '0011223344556677';

const wrongUrls: unknown[] = [
  '', '/x', '//host/x', 'http://host/x', 'https:/x', 'host:80/x', '../x', 'a/../x', 'a/..', '..', '.', './x', 'a//b', 'a/', 'a\\\\b', '%2e%2e/x', 'a%2fb', 'x?y', 'x#y',
  'x y', 'x\\ny', 'ü', 'x@y', 'a;b', '~x', 'x'.repeat(201), 5, null, true, ['x'], { a: 'x' },
];

const wrong: [string, Record<string, unknown>][] = [
  ...wrongUrls.map((url): [string, Record<string, unknown>] => [`url ${JSON.stringify(url)}`, { url }]),
  ...[hex.slice(1), `${hex}0`, 'A'.repeat(16), 'g'.repeat(16), 7, null].map((identity): [string, Record<string, unknown>] => [`identity ${identity}`, { identity }]),
  ...['', 'v'.repeat(33), 'v1 2', 'v1\\n', 'é', 1.26, null].map((version): [string, Record<string, unknown>] => [`version ${version}`, { version }]),
  ...[-1, 10_001, 1e9, 2 ** 60, 1e300, 50.5, '5000', true, null, [1]].map((share): [string, Record<string, unknown>] => [`share ${JSON.stringify(share)}`, { share }]),
  ...[0, 1, 'true', null, []].map((packed): [string, Record<string, unknown>] => [`packed ${JSON.stringify(packed)}`, { packed }]),
  ...[null, {}, hex, 5, [5], [null], [[hex]], [hex.slice(1)], ['A'.repeat(16)], Array.from({ length: 17 }, () => hex)].map(
    (deltas): [string, Record<string, unknown>] => [`deltas ${JSON.stringify(deltas).slice(0, 40)}`, { deltas }]),
  ...['url', 'identity', 'version', 'share', 'packed', 'deltas', 'sha256', 'size', 'chip', 'sequence', 'kind'].map((name): [string, Record<string, unknown>] => [`no ${name}`, { [name]: undefined }]),
];

const wrongTexts: [string, string][] = [
  ...['url', 'identity', 'version', 'share', 'packed', 'deltas', 'sha256'].map((name): [string, string] => [`a second ${name}`, text.replace('}', `,"${name}":0}`)]),
  ['a second url in an object', text.replace('}', ',"more":{"url":"x"}}')],
  ['a share with a point', text.replace('"share":10000', '"share":10000.0')],
  ['a share of 2,000 digits', text.replace('"share":10000', `"share":${'1'.repeat(2000)}`)],
  ['deltas very deep', text.replace('"deltas":[]', `"deltas":${'['.repeat(900)}${']'.repeat(900)}`)],
  ['cut off', text.slice(0, -1)],
  ['cut off in the list', text.slice(0, text.indexOf('[') + 1)],
  ['cut off at a comma', text.slice(0, text.lastIndexOf(','))],
];

for (const micropython of ['oldest', 'newest'] as const) {
  describe(`wrong release pointers on the ${micropython} MicroPython`, { concurrency: 2 }, () => {
    test('whatever is wrong in one field, none is taken, signed or not', { timeout: 120_000 }, async (t) => {
      const bench = await SignedBench.start(t, { micropython });
      await bench.accepts(pointer(next), null, 'release', text);
      const cases = [...wrong.map(([name, more]): [string, string] => [name, JSON.stringify(release(next, more)).replaceAll('\\\\', '\\')]), ...wrongTexts];
      await bench.refuses(cases.map(([name, payload]) => [name, manifest(payload)]), null, 'release', /./);
      await bench.refuses(cases.map(([name, payload]) => [name, manifest(payload, key)]), modulusOf(key), 'release', /^(?!.*signature)/);
    });

    test(`${MUTATIONS} damaged pointers end in no other exception, and signed ones are refused`, { timeout: 600_000 }, async (t) => {
      const bench = await SignedBench.start(t, { micropython });
      await bench.survives(mutations(pointer(next), MUTATIONS, 11), null, 'release');
      await bench.refuses(mutations(pointer(next, {}, key), MUTATIONS, 12).map((bytes, i): [string, Buffer] => [`mutation ${i}`, bytes]), modulusOf(key), 'release', /./);
    });
  });
}

const changed = Buffer.from(next);
changed[100_000]! ^= 1;
const named = `/fw/${placeOf(next)}`;
const page = Buffer.from(`<html>${'please log in '.repeat(500)}</html>`);

/** What lies on the server, why nothing comes of it, and whether that is known before anything is erased. */
const folders: [string, Record<string, Buffer>, RegExp, boolean?][] = [
  ['a page in the place of the pointer', { [POINTER]: page }, /^the server sent a page, not firmware/],
  ['a page in the place of the image', { [POINTER]: pointer(next), [named]: page }, /^the release's image: the server sent a page/],
  ['a pointer that names itself', { [POINTER]: pointer(next, { url: 'board.release' }) }, /^the release's image: this is not an ESP32 app image/],
  ['a pointer that names another', { [POINTER]: pointer(next, { url: 'other.release' }), '/fw/other.release': pointer(next) }, /^the release's image: this is not an ESP32/],
  ['no image', { [POINTER]: pointer(next) }, /^the release's image: HTTP 404 from the server for http:.*\.app-bin$/],
  ['an image of another identity', { [POINTER]: pointer(next), [named]: newest }, /^the release's image: it has another identity than the release names/],
  ['an identity that no image has', { [POINTER]: pointer(next, { identity: hex }), [named]: next }, /^the release's image: it has another identity/],
  ['an image that is longer', { [POINTER]: pointer(next), [named]: Buffer.concat([next, Buffer.alloc(16)]) }, /^the release's image: it has 150016 bytes, the release says 150000/],
  ['an image for another chip', published(image({ chipId: 9 })), /^release: the manifest is for another chip \(id 9\)/],
  ['an image that hides its chip', { [POINTER]: pointer(image({ chipId: 9 }), { chip: 0 }), [`/fw/${placeOf(image({ chipId: 9 }))}`]: image({ chipId: 9 }) }, /^the release's image: this image is for another chip/],
  ['an image too long for the slot', { [POINTER]: pointer(next, { size: 2 ** 24 }) }, /^release: the manifest's image is \d+ bytes too long for the slot/],
  ['a pointer that is too long', { [POINTER]: Buffer.concat([pointer(next), Buffer.alloc(4096, ' ')]) }, /^release: it is longer than 4096 bytes, or cut off/],
  ['a pointer of one byte too many', { [POINTER]: Buffer.concat([pointer(next), Buffer.alloc(4097 - pointer(next).length, ' ')]) }, /^release: it is longer than 4096 bytes, or cut off/],
  ['a pointer that is cut off', { [POINTER]: pointer(next).subarray(0, -9) }, /^release: the manifest's payload is not JSON/],
  ['a magic of another version', { [POINTER]: Buffer.from(pointer(next).toString().replace('MANIFEST-1', 'MANIFEST-2')) }, /^release: this is not a manifest/],
  ['an image of which one bit is another', { [POINTER]: pointer(next), [named]: changed }, /^the (SHA-256|checksum) of the (whole file|written image) is wrong/, true],
];

test('whatever lies in the place of a release, the board says what is wrong, and keeps what it runs', { timeout: 120_000 }, async (t) => {
  const server = await FaultyServer.start(t);
  const device = await DeviceBoard.configured(t, server.url(POINTER), { mac: MAC });
  await device.line(/^main\.py runs$/);
  for (const [name, files, why, late = false] of folders) {
    server.files.clear();
    for (const [path, content] of Object.entries(files)) server.files.set(path, content);
    const { erases } = device.written('ota_1');
    const requests = server.seen.length;
    const from = device.mark;
    await device.restart();
    const line = await device.line(/^\[BOOT\]\[ERR\] /, from);
    assert.match(line.slice('[BOOT][ERR] '.length), why, name);
    await device.line(/^main\.py runs$/, from);
    assert.equal(device.board.state().slot, 'ota_0', name);
    assert.ok(late || device.written('ota_1').erases === erases, `${name}: nothing is erased`);
    assert.ok(server.seen.length - requests <= 4, `${name}: no way in a circle`);
  }
  for (const [path, content] of Object.entries(published(next))) server.files.set(path, content);
  const from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] valid v1\.26\.0 /, from);
});

test('a pointer of exactly 4,096 bytes is taken', async (t) => {
  const filled = pointer(next, { more: 'x'.repeat(4096 - pointer(next, { more: '' }).length) });
  assert.equal(filled.length, 4096);
  for (const ranges of [true, false]) {
    const server = await FaultyServer.start(t, { ...published(next), [POINTER]: filled });
    server.ranges = ranges;
    const device = await DeviceBoard.configured(t, server.url(POINTER), { mac: MAC });
    await device.line(/^\[OTA\] valid v1\.26\.0 /);
  }
});
