import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ages } from '../../../extension/src/features/fleet/age';
import { grouped, MOST_UNGROUPED, sorted } from '../../../extension/src/features/fleet/board-groups';
import { boardRow, type BoardRow, type BoardWords } from '../../../extension/src/features/fleet/board-row';
import { FleetList } from '../../../extension/src/features/fleet/fleet-list';
import { RolloutNews } from '../../../extension/src/features/fleet/rollout-news';
import { rolloutRow, subjectOf } from '../../../extension/src/features/fleet/rollout-row';
import { amountOf, boardNameProblem } from '../../../extension/src/features/fleet/rollout-rules';
import type { FleetBoard, FleetChange, RolloutStage, RolloutState } from '../../../extension/src/server/protocol';

const words: BoardWords = { downloading: (percent) => `downloading ${percent}`, attached: 'attached', held: 'held', age: () => 'just now' };

const board = (rest: Partial<FleetBoard> = {}): FleetBoard => ({
  id: '24:0a:c4:00:00:01', mac: '24:0a:c4:00:00:01', address: '192.168.1.30', lastSeen: '2026-01-01T00:00:00Z', isOutdated: false, isHeld: false, status: 'kept',
  summary: 'A sentence.', version: 'v1.25.0', slot: 'ota_0', ...rest,
});
const row = (rest: Partial<FleetBoard>): BoardRow => boardRow(board(rest), words);

test('a board that is as it should be says what it runs, how well it is heard, and since when', () => {
  assert.deepEqual(row({ rssi: -61 }), {
    label: '24:0a:c4:00:00:01', description: 'v1.25.0 · ota_0 · −61 dBm · just now', icon: 'check', color: 'charts.green', context: 'board mac',
    spoken: '24:0a:c4:00:00:01, A sentence., v1.25.0, ota_0, −61 dBm, just now',
  });
});

test('a board goes by its name where it has one', () => {
  assert.deepEqual([row({ name: 'Roof' }).label, row({}).label], ['Roof', '24:0a:c4:00:00:01']);
});

test('an outdated board says what it will become, and can be updated', () => {
  const outdated = row({ status: 'outdated', isOutdated: true, offered: { path: '/a', image: 'f', version: 'v1.26.0' } });
  assert.deepEqual([outdated.description, outdated.icon, outdated.context], ['v1.25.0 → v1.26.0 · ota_0 · just now', 'arrow-circle-up', 'board mac outdated']);
});

test('a download shows how far it is, and what went wrong its reason', () => {
  assert.equal(row({ status: 'downloading', downloading: 42 }).description, 'downloading 42 · v1.25.0 · ota_0 · just now');
  assert.equal(row({ status: 'downloading', downloading: 42 }).context, 'board mac updating');
  assert.deepEqual([row({ status: 'waiting' }), row({ status: 'held' })].map(({ description }) => description), ['v1.25.0 · ota_0 · just now', 'held · v1.25.0 · ota_0 · just now']);
  assert.match(row({ status: 'rolledBack', summary: 'It went back.' }).description, /^It went back\. · v1\.25\.0/);
});

test('what the icons of held and attached boards say is spoken too', () => {
  const held = row({ isHeld: true, attachedDevice: '/dev/ttyUSB0' });
  assert.match(held.spoken, /held, attached$/);
  assert.equal(held.context, 'board mac held attached');
});

test('a board that tells little of itself is shown with that', () => {
  const { mac: _, version: __, slot: ___, ...little } = board({ id: '192.168.1.30', status: 'unknown' });
  assert.deepEqual([boardRow(little, words).description, boardRow(little, words).context], ['just now', 'board']);
});

test('the age of what was seen is told in the words of the language, and the future is none', () => {
  const now = Date.parse('2026-01-02T00:00:00Z');
  const ages = new Ages('en', 'just now');
  const of = (seconds: number): string => ages.of(new Date(now - seconds * 1000).toISOString(), now);
  assert.deepEqual([0, 59, 60, 3599, 3600, 86_399, 86_400, 86_400 * 40, -500].map(of),
    ['just now', 'just now', '1 min. ago', '59 min. ago', '1 hr. ago', '23 hr. ago', '1 day ago', '40 days ago', 'just now']);
  assert.equal(new Ages('ja', 'たった今').of('2026-01-01T23:57:00Z', now), '3 分前');
  assert.equal(ages.of('never', now), 'just now');
});

test('boards are sorted by what people call them, numbers as numbers', () => {
  const named = (name: string): FleetBoard => board({ name, id: name });
  assert.deepEqual(sorted(['Shed 10', 'roof', 'Shed 9'].map(named)).map(({ name }) => name), ['roof', 'Shed 9', 'Shed 10']);
});

test('many boards are grouped, those with a problem first', () => {
  const many = Array.from({ length: MOST_UNGROUPED + 1 }, (_, index) => board({ id: String(index), status: index === 7 ? 'failed' : index % 2 === 0 ? 'kept' : 'outdated' }));
  const groups = grouped(many)!;
  assert.deepEqual([...groups.keys()], ['problem', 'outdated', 'current']);
  assert.equal([...groups.values()].flat().length, many.length);
  assert.equal(grouped(many.slice(1)), undefined);
});

const change = (rest: Partial<FleetChange> = {}): FleetChange => ({ root: '/w', reset: false, boards: [], removed: [], outdated: 0, rollouts: [], ...rest });

function listOf(...boards: FleetBoard[]): FleetList {
  const list = new FleetList();
  list.replace({ root: '/w', boards, outdated: 0, rollouts: [] });
  return list;
}

test('a board that differs and stays in its place is told by itself', () => {
  const list = listOf(board());
  const later = board({ rssi: -70 });
  assert.deepEqual(list.apply(change({ boards: [later], outdated: 3 })), { boards: [later], rollouts: [] });
  assert.deepEqual([list.get(later.id), list.outdated], [later, 3]);
});

test('a board that is new, gone, renamed or in another state changes the rows', () => {
  for (const difference of [change({ boards: [board({ id: 'other' })] }), change({ removed: [board().id] }), change({ boards: [board({ name: 'Roof' })] }), change({ boards: [board({ status: 'failed' })] })]) {
    assert.equal(listOf(board()).apply(difference)?.boards, undefined);
  }
  const list = listOf(board());
  list.apply(change({ reset: true, boards: [board({ id: 'other' })] }));
  assert.deepEqual([...list.boards].map(({ id }) => id), ['other']);
});

test('changes of another folder are none of this list', () => {
  const list = listOf(board());
  assert.equal(list.apply(change({ root: '/other', removed: [board().id] })), undefined);
  assert.equal(list.size, 1);
});

const rollout = (stage: RolloutStage, rest: Partial<RolloutState> = {}): RolloutState => ({
  id: 'r1', path: '/OTA/new.app-bin', image: 'f', version: 'v1.26.0', started: '2026-01-01T00:00:00Z', stage, first: 5, stopAfter: '5%', patience: 15, admitted: 5,
  proved: 3, failed: 0, inFlight: 2, waiting: 7, failures: [], summary: '3 of 5 proved', ...rest,
});

test('a rollout says how it stands, and can be done with what its stage allows', () => {
  assert.deepEqual(rolloutRow(rollout('firstWave'), 'Rollout'), {
    label: 'Rollout', description: '3 of 5 proved', icon: 'run-all', color: 'charts.blue', context: 'rollout running endable', spoken: 'Rollout, 3 of 5 proved',
  });
  assert.deepEqual((['rest', 'paused', 'stopped', 'done'] as const).map((stage) => rolloutRow(rollout(stage), '').context), ['rollout running endable', 'rollout resumable endable', 'rollout', 'rollout']);
  const { version: _, ...unversioned } = rollout('rest');
  assert.deepEqual([subjectOf(rollout('rest')), subjectOf(unversioned)], ['v1.26.0', 'new.app-bin']);
});

test('a rollout that stops by itself is told once; one that a person stops, or that was stopped before, is not', () => {
  const news = new RolloutNews();
  assert.deepEqual(news.take([rollout('stopped', { id: 'old' }), rollout('rest'), rollout('rest', { id: 'mine' })]), []);
  news.stopping('mine');
  const now = [rollout('stopped', { id: 'old' }), rollout('stopped'), rollout('stopped', { id: 'mine' })];
  assert.deepEqual(news.take(now).map(({ id }) => id), ['r1']);
  assert.deepEqual(news.take(now), []);
});

test('how many boards is a number or a percentage', () => {
  assert.deepEqual(['5', ' 10 % ', '１００％', '1000000'].map(amountOf), ['5', '10%', '100%', '1000000']);
  assert.deepEqual(['', '0', '101%', '0%', '1.5', '-1', 'all', '1000001'].map(amountOf), Array(8).fill(undefined));
});

test('a name is one line of at most 64 characters', () => {
  assert.deepEqual(['Roof', '', '屋上 🏠', 'x'.repeat(64), 'x'.repeat(65), 'a\nb'].map(boardNameProblem), [false, false, false, false, true, true]);
});
