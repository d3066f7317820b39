import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CatalogueList, mergedFiles } from '../../../extension/src/features/firmware/catalogue-list';
import { type Marks, type Row, rowOf } from '../../../extension/src/features/firmware/row';
import { ifSet } from '../../../extension/src/infrastructure/if-set';
import { isBelow } from '../../../extension/src/infrastructure/paths';
import type { CatalogueChange, Finding, ImageVerdict, WatchedFirmware } from '../../../extension/src/server/protocol';

const words = { arriving: 'arriving', fits: (percent: number) => `fits, ${percent} %`, fwUrl: 'FW_URL', served: 'served' };
const nothing: Marks = { isCurrent: false, isServed: false };

const finding = (rest: Partial<Finding>): Finding => ({ code: 'notOtaVariant', severity: 'remark', message: 'something', forcible: false, ...rest });

const verdict = (...findings: Finding[]): ImageVerdict => ({
  title: 'a title', findings, usable: findings[0]?.severity !== 'error', ...(findings[0] && { worst: findings[0].severity }),
});

const file = (relative: string, rest: Partial<WatchedFirmware> = {}): WatchedFirmware => ({
  path: `/w/${relative}`, relative, urlPath: `/${relative}`, length: 1, arriving: false, kind: 'app', name: 'v1.26.0 · ESP32_GENERIC-OTA', sortKey: relative, verdict: verdict(), ...rest,
});

const row = (rest: Partial<WatchedFirmware>, marks: Partial<Marks> = {}): Row => rowOf(file('OTA/x.app-bin', rest), { ...nothing, ...marks }, words);

test('a good image goes by what is in it, and without a board nothing more is said', () => {
  assert.deepEqual(row({}), { label: 'v1.26.0 · ESP32_GENERIC-OTA', description: 'OTA/x.app-bin', icon: 'package', context: 'firmware usable' });
});

test('beside a board it is said how much of the slot it takes, rounded down', () => {
  assert.equal(row({ verdict: { ...verdict(), slotPercent: 92.9 } }).description, 'fits, 92 % · OTA/x.app-bin');
  const running = { ...verdict(finding({ code: 'alreadyRunning' })), slotPercent: 92.9 };
  assert.equal(row({ verdict: running }).description, 'a title · OTA/x.app-bin');
});

test('a file that no board can take goes by its name, with the reason, and can be mended where that is possible', () => {
  const wrong = row({ kind: 'fullFlash', verdict: verdict(finding({ code: 'fullFlash', severity: 'error', fixes: ['extractApp'] })) });
  assert.deepEqual(wrong, { label: 'x.app-bin', description: 'a title · OTA/x.app-bin', icon: 'error', color: 'list.errorForeground', context: 'firmware extractable full' });
});

test('a warning is shown as one, an unreadable file as an error, one that arrives as neither', () => {
  assert.equal(row({ verdict: verdict(finding({ severity: 'warning' })) }).icon, 'warning');
  const { verdict: _, ...unjudged } = file('OTA/x.app-bin');
  const unreadable = rowOf({ ...unjudged, unreadable: 'locked' }, nothing, words);
  assert.deepEqual([unreadable.icon, unreadable.description], ['error', 'locked · OTA/x.app-bin']);
  const arriving = rowOf({ ...unjudged, arriving: true }, nothing, words);
  assert.deepEqual([arriving.icon, arriving.description], ['loading~spin', 'arriving · OTA/x.app-bin']);
});

test('the image of FW_URL is marked, and whether boards get it now', () => {
  assert.deepEqual([row({}, { isCurrent: true }).icon, row({}, { isCurrent: true }).description], ['link', 'FW_URL · OTA/x.app-bin']);
  assert.deepEqual([row({}, { isCurrent: true, isServed: true }).icon, row({}, { isCurrent: true, isServed: true }).description], ['broadcast', 'FW_URL · served · OTA/x.app-bin']);
  const wrong = row({ verdict: verdict(finding({ severity: 'error' })) }, { isCurrent: true, isServed: true });
  assert.deepEqual([wrong.icon, wrong.description], ['error', 'FW_URL · a title · OTA/x.app-bin']);
});

test('of several folders the name stands before the path', () => {
  assert.equal(row({}, { folder: 'station' }).description, 'station/OTA/x.app-bin');
});

const change = (rest: Partial<CatalogueChange>): CatalogueChange => ({ root: '/w', reset: false, files: [], removed: [], complete: true, truncated: false, ...rest });

test('a list is kept by differences, in the order of its keys', () => {
  const list = new CatalogueList();
  assert.equal(list.apply(change({ reset: true, files: [file('b'), file('a')], complete: false })), undefined);
  assert.deepEqual(list.files.map(({ relative }) => relative), ['a', 'b']);
  list.apply(change({ files: [file('c')], removed: ['/w/a'] }));
  assert.deepEqual([list.files.map(({ relative }) => relative), list.complete], [['b', 'c'], true]);
  list.apply(change({ reset: true, files: [file('z')] }));
  assert.deepEqual(list.files.map(({ relative }) => relative), ['z']);
});

test('a file that differs and stays in its place is told by itself', () => {
  const list = new CatalogueList();
  list.apply(change({ reset: true, files: [file('a'), file('b')] }));
  const longer = file('a', { length: 2 });
  assert.deepEqual(list.apply(change({ files: [longer] })), [longer]);
  assert.equal(list.apply(change({ files: [file('a', { sortKey: 'x' })] })), undefined);
  assert.equal(list.apply(change({ truncated: true })), undefined);
});

test('folders that lie in one another have each file once', () => {
  const [outer, inner] = [new CatalogueList(), new CatalogueList()];
  outer.apply(change({ reset: true, files: [file('a'), file('in/b')] }));
  inner.apply(change({ root: '/w/in', reset: true, files: [file('b', { path: '/w/in/b' }), file('c', { path: '/w/in/c' })] }));
  assert.deepEqual(mergedFiles([outer, inner]).map(({ path, relative }) => [path, relative]), [['/w/a', 'a'], ['/w/in/b', 'in/b'], ['/w/in/c', 'c']]);
});

test('a setting that is empty is in no request', () => {
  assert.deepEqual(ifSet({ device: '', address: '192.168.1.20' }), { address: '192.168.1.20' });
});

test('a file is below a folder by its path alone', () => {
  assert.deepEqual([isBelow('/w', '/w/a/b'), isBelow('/w', '/w..x'), isBelow('/w', '/w'), isBelow('/w', '/v/a'), isBelow('/w', '/w/..a')], [true, false, false, false, true]);
});
