import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { html } from '../../../extension/src/features/image-editor/html';
import { LatestOnly } from '../../../extension/src/features/image-editor/latest-only';
import { failurePage, imagePage } from '../../../extension/src/features/image-editor/page';
import type { PageTexts } from '../../../extension/src/features/image-editor/page-texts';
import { stripsOf } from '../../../extension/src/features/image-editor/scale';
import type { FirmwareImage, InspectResult } from '../../../extension/src/server/protocol';

const texts: PageTexts = {
  language: 'en', severity: { error: 'Error', warning: 'Warning', remark: 'Note' },
  fix: { extractApp: 'Extract App Image', makeOta: 'Make OTA Image…', chooseImage: 'Choose Another Image…' },
  useAsUrl: 'Use as FW_URL', update: 'Update Device Now', retry: 'Try Again', fine: 'No problems', findings: 'Problems', remarks: 'Notes', actions: 'Actions', card: 'Properties',
  segments: 'Segments', partitions: 'Partitions', free: 'unused', tableDamaged: 'The table is damaged.',
  headings: { number: 'No.', region: 'Memory', loadAddress: 'Load address', fileOffset: 'Offset in the file', flashOffset: 'Offset in the flash', size: 'Size', name: 'Name', type: 'Type' },
  segmentMap: (size) => `Segments of ${size}`, partitionMap: (size) => `Flash of ${size}`, bytes: (count) => `${count} bytes`,
};

const app: FirmwareImage = {
  kind: 'app', length: 1000, problems: [], isUsable: true,
  segments: [{ loadAddress: 0x3f400020, offset: 32, length: 568 }, { loadAddress: 0x400d0020, offset: 608, length: 300 }], segmentRegions: ['DROM', 'IROM'],
};

const inspected = (rest: Partial<InspectResult> = {}): InspectResult => ({
  file: 'x.app-bin', path: '/x.app-bin', usable: true, image: app, verdict: { title: 'usable', findings: [], usable: true },
  card: [{ key: 'chip', label: 'Chip', value: 'ESP32' }], ...rest,
});

const full = inspected({
  image: {
    kind: 'fullFlash', length: 90_000, problems: [], isUsable: false, flashSize: 0x400000,
    full: {
      flashOffset: 0x1000, app, appOffset: 0xf000,
      table: { offset: 0x8000, md5Right: true, rows: [
        { label: 'nvs', type: 1, subtype: 2, offset: 0x9000, size: 0x6000, isOtaSlot: false, typeName: 'data, nvs' },
        { label: 'factory', type: 0, subtype: 0, offset: 0x10000, size: 0x1f0000, isOtaSlot: false, typeName: 'app, factory' },
      ] },
    },
  },
  verdict: { title: 'full flash image', usable: false, worst: 'error', findings: [{ code: 'fullFlash', severity: 'error', message: 'It is a full image.', forcible: false, fixes: ['extractApp', 'makeOta'] }] },
});

const buttons = (page: string): string[] => [...page.matchAll(/data-action="(\w+)"/g)].map(([, action]) => action!);

test('a page holds verdict, card and segments, with buttons for what can be done', () => {
  const page = imagePage(inspected(), texts, 'N');
  assert.match(page, /<h1>x\.app-bin<\/h1>/);
  assert.match(page, /<th scope="row">Chip<\/th><td>ESP32<\/td>/);
  assert.match(page, /aria-label="No\. 1: DROM, Load address 0x3f400020, Offset in the file 0x20, 568 bytes"/);
  assert.match(page, /#segment-1\{flex-grow:568\}/);
  assert.deepEqual(buttons(page), ['useAsUrl', 'update']);
  assert.doesNotMatch(page, /Partitions/);
});

test('what is only worth knowing is no problem', () => {
  const page = imagePage(inspected({ verdict: { title: 'ready', usable: true, worst: 'remark', findings: [{ code: 'notOtaVariant', severity: 'remark', message: 'Not OTA.', forcible: false }] } }), texts, 'N');
  assert.match(page, /<span class="badge">No problems<\/span> ready/);
  assert.match(page, /<h2 id="findings">Notes<\/h2>/);
});

test('a full image shows its problem with the fixes, its partitions, and nothing that would send it', () => {
  const page = imagePage(full, texts, 'N');
  assert.deepEqual(buttons(page), ['extractApp', 'makeOta']);
  assert.match(page, /<tr><th scope="row">factory<\/th><td>app, factory<\/td><td>0x10000<\/td><td>2,031,616 bytes<\/td><\/tr>/);
  assert.match(page, /Flash of 4,194,304 bytes/);
  assert.match(page, /Segments of 1,000 bytes/);
});

test('a damaged table is told, and a file that is gone as well', () => {
  const { image } = full;
  const table = { ...image.full!.table!, md5Right: false };
  assert.match(imagePage({ ...full, image: { ...image, full: { ...image.full!, table } } }, texts, 'N'), /The table is damaged\./);
  const gone = failurePage('x.app-bin', 'There is no file.', texts, 'N');
  assert.match(gone, /There is no file\./);
  assert.deepEqual(buttons(gone), ['retry']);
});

test('strings out of an image are text, whatever they contain', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    assert.doesNotMatch(html`${text}`.text, /[<>"'`\0-\x1f\u202e]/);
    assert.match(html`${text}`.text, /^(?:[^&]|&(?:amp|lt|gt|quot|#39|#96);)*$/u);
  }));
  const hostile = `"></style><script>alert(1)</script><img src=x onerror=alert(1)>`;
  const page = imagePage(inspected({
    file: hostile, card: [{ key: hostile, label: hostile, value: hostile }], verdict: { ...full.verdict, title: hostile, findings: [{ ...full.verdict.findings[0]!, message: hostile }] },
    image: { ...full.image, full: { ...full.image.full!, table: { offset: 0, rows: [{ ...full.image.full!.table!.rows[0]!, label: hostile, typeName: hostile }] } } },
  }), texts, 'N');
  assert.deepEqual(page.match(/<script[^>]*>/g), ['<script nonce="N">']);
  assert.doesNotMatch(page, /<img/);
  assert.equal(page.match(/<\/style>/g)?.length, 1);
});

test('a page may run its own script and load nothing', () => {
  const page = imagePage(inspected(), texts, 'N');
  assert.match(page, /content="default-src 'none'; style-src 'nonce-N'; script-src 'nonce-N'"/);
  assert.doesNotMatch(page, /https?:|src=|style="|href=/);
});

test('strips cover all from 0 to the end once and in order, whatever an image says', () => {
  const extent = fc.record({ offset: fc.nat(2000), length: fc.nat(3000) });
  fc.assert(fc.property(fc.array(extent), fc.integer({ min: 1, max: 1500 }), (extents, end) => {
    let at = 0;
    for (const strip of stripsOf(extents, end)) {
      assert.equal(strip.offset, at);
      assert.ok(strip.length > 0);
      at += strip.length;
    }
    assert.equal(at, end);
  }));
  assert.deepEqual(stripsOf([{ offset: 4, length: 2 }], 8), [
    { offset: 0, length: 4, index: undefined }, { offset: 4, length: 2, index: 0 }, { offset: 6, length: 2, index: undefined },
  ]);
});

test('wishes while work runs become one more run, and none after the end', async () => {
  let release = (): void => {};
  let runs = 0;
  const work = new LatestOnly(() => {
    runs++;
    return new Promise<void>((done) => (release = done));
  });
  work.run();
  work.run();
  work.run();
  assert.equal(runs, 1);
  release();
  await Promise.resolve().then(() => {});
  assert.equal(runs, 2);
  work.run();
  work.stop();
  release();
  await Promise.resolve().then(() => {});
  assert.equal(runs, 2);
});
