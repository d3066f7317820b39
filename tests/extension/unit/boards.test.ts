import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadNews } from '../../../extension/src/features/serving/bad-news';
import { isOlder } from '../../../extension/src/features/scripts/versions';
import type { Board, BoardResult } from '../../../extension/src/server/protocol';

const board = (rest: Partial<Board> = {}): Board => ({ id: '24:0a:c4:00:00:01', address: '192.168.1.30', lastSeen: '2026-01-01T00:00:00Z', ...rest });
const after = (result: BoardResult, reason = 'no answer', rest: Partial<Board> = {}): Board => board({ outcome: { result, image: 'fedcba9876543210', reason }, ...rest });

test('a refusal and a rollback are told once, however often the board says them', () => {
  const news = new BadNews();
  assert.deepEqual([after('rolledBack'), after('rolledBack'), after('rolledBack', 'no answer', { downloading: 5 })].map((b) => news.take(b)), [true, false, false]);
  assert.equal(news.take(after('rolledBack', 'another reason')), true);
  assert.equal(news.take(after('refused')), true);
});

test('the same again after a success is news again', () => {
  const news = new BadNews();
  assert.deepEqual([after('refused'), after('updated'), after('refused')].map((b) => news.take(b)), [true, false, true]);
});

test('each board has its own news', () => {
  const news = new BadNews();
  assert.deepEqual([after('refused'), after('refused', 'no answer', { id: '24:0a:c4:00:00:02' })].map((b) => news.take(b)), [true, true]);
});

test('what is no bad news is not told', () => {
  const news = new BadNews();
  assert.deepEqual([board(), after('updated'), after('failed'), after('leftAlone')].map((b) => news.take(b)), [false, false, false, false]);
});

test('versions are compared as numbers, and what is none is not compared', () => {
  assert.deepEqual([['0.9.0', '0.10.0'], ['0.1', '0.1.1'], ['1.0.0', '1.0'], ['2.0', '1.9.9'], ['0.1.0-beta', '0.2.0'], ['0.1.0', '']].map(([a, b]) => isOlder(a!, b!)), [true, true, false, false, false, false]);
});
