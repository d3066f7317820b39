import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Batch } from '../../../extension/src/features/console/batch';
import { parseFilter } from '../../../extension/src/features/console/line-filter';
import { Scrollback } from '../../../extension/src/features/console/scrollback';
import { Transcript } from '../../../extension/src/features/console/transcript';
import { LineEnds } from '../../../extension/src/features/console/console-text';

const text = fc.string({ unit: fc.constantFrom('\r', '\n', 'a', '日') });

test('\\r\\n is one line end, wherever it is cut', () => {
  fc.assert(
    fc.property(fc.array(text), (pieces) => {
      const whole = new LineEnds();
      const cut = new LineEnds();
      assert.equal(pieces.map((piece) => cut.push(piece)).join(''), whole.push(pieces.join('')));
    }),
  );
});

test('line ends of all kinds become one, and nothing else changes', () => {
  const all = new LineEnds();
  assert.equal(all.push('a\r\nb\nc\r\r\nd\re\r\n\r\nf'), 'a\nb\nc\nd\ne\n\nf');
});

test('a batch hands on all text in order, at once when it is long', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const handed: string[] = [];
  const batch = new Batch((piece) => handed.push(piece), 40, 10);
  batch.add('abc');
  batch.add('def');
  assert.deepEqual(handed, []);
  context.mock.timers.tick(40);
  assert.deepEqual(handed, ['abcdef']);
  batch.add('0123456789!');
  assert.deepEqual(handed, ['abcdef', '0123456789!']);
  batch.add('end');
  batch.flush();
  context.mock.timers.tick(1000);
  assert.deepEqual(handed, ['abcdef', '0123456789!', 'end']);
});

test('a line is put below the last one that has a text, as long as both are on their way', () => {
  const handed: string[] = [];
  const batch = new Batch((piece) => handed.push(piece));
  batch.add('panic\nmore\npanic\n>>> ');
  assert.equal(batch.insertBelow('panic', '    → why'), true);
  assert.equal(batch.insertBelow('>>>', 'too early'), false);
  assert.equal(batch.insertBelow('elsewhere', 'nowhere'), false);
  batch.flush();
  assert.deepEqual(handed, ['panic\nmore\npanic\n    → why\n>>> ']);
  assert.equal(batch.insertBelow('panic', 'too late'), false);
});

test('a filter is a regular expression, or it is told why it is none', () => {
  assert.equal(parseFilter('').filter, undefined);
  assert.ok(parseFilter('^\\[ota\\]').filter?.test('[OTA] valid'));
  assert.match(parseFilter('(').problem ?? '', /Invalid regular expression/);
});

test('a line of ours is a line by itself', () => {
  const shown: string[] = [];
  const transcript = new Transcript((text) => shown.push(text));
  transcript.addLine('one');
  transcript.add('in a line');
  transcript.add('');
  transcript.addLine('two');
  transcript.add('rest\n');
  transcript.addLine('three');
  assert.equal(shown.join(''), 'one\nin a line\ntwo\nrest\nthree\n');
});

test('a panel that has become too long keeps its end, from the beginning of a line', () => {
  const panel = new Scrollback(99, 20);
  const lines = Array.from({ length: 10 }, (_, number) => `line ${number}...\n`);
  assert.deepEqual(lines.slice(0, 9).map((line) => panel.add(line)), Array.from({ length: 9 }, () => undefined));
  assert.deepEqual(panel.add(lines[9]!), { left: 90, tail: 'line 9...\n' });
  assert.equal(panel.add('x'.repeat(80)), undefined);
  assert.deepEqual(panel.add('y'.repeat(50)), { left: 120, tail: 'y'.repeat(20) });
});
