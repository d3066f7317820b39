import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { Scrollback } from '../../../extension/src/features/console/scrollback';
import { Trimmer } from '../../../extension/src/features/console/trimmer';

const pace = { burst: 100, perSecond: 20, tail: 10 };

/** What was shown, piece by piece, and time to be let pass. */
function trimmer(context: TestContext): { trim: Trimmer; shown: string[]; pass: (ms: number) => void } {
  context.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const shown: string[] = [];
  return { trim: new Trimmer((text) => shown.push(text), (missing) => `<${missing}>`, pace), shown, pass: (ms) => context.mock.timers.tick(ms) };
}

test('a burst and a steady pace pass whole and at once', (context) => {
  const { trim, shown, pass } = trimmer(context);
  trim.add('x'.repeat(100));
  for (let second = 0; second < 50; second++) {
    pass(1000);
    trim.add('y'.repeat(20));
  }
  assert.equal(shown.join(''), 'x'.repeat(100) + 'y'.repeat(1000));
});

test('what comes faster for long is its head and tail of each second, with a mark that counts the rest', (context) => {
  const { trim, shown, pass } = trimmer(context);
  trim.add(`${'h'.repeat(95)}\nabcdef`);
  trim.add('g'.repeat(50));
  trim.add('h\nlast 1\n');
  assert.equal(shown.join(''), `${'h'.repeat(95)}\n`);
  pass(1000);
  assert.equal(shown.join(''), `${'h'.repeat(95)}\n<58>\nlast 1\n`);
});

test('a little too much is late and not lost', (context) => {
  const { trim, shown, pass } = trimmer(context);
  trim.add('h'.repeat(100));
  trim.add('late');
  assert.equal(shown.join(''), 'h'.repeat(100));
  pass(1000);
  assert.equal(shown.join(''), `${'h'.repeat(100)}late`);
});

test('a gap of before is told where it is', (context) => {
  const { trim, shown } = trimmer(context);
  trim.add('in a line');
  trim.addGap(7);
  trim.add('x'.repeat(200));
  trim.addGap(5);
  trim.add('end');
  trim.flush();
  assert.equal(shown.join(''), `in a line\n<7>\n${'x'.repeat(86)}\n<119>\nend`);
});

test('shown and missing characters are as many as came', (context) => {
  const { trim, shown, pass } = trimmer(context);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: fc.constantFrom('a', '\n', '😀'), maxLength: 80 }), fc.integer({ min: 0, max: 1500 }))), (pieces) => {
      shown.length = 0;
      for (const [text, ms] of pieces) {
        trim.add(text);
        pass(ms);
      }
      trim.flush();
      const missing = [...shown.join('').matchAll(/<(\d+)>/g)].reduce((sum, [, count]) => sum + Number(count), 0);
      const seen = shown.map((piece) => piece.replace(/^\n?<\d+>\n/, '')).join('');
      assert.equal(seen.length + missing, pieces.map(([text]) => text).join('').length);
    }),
  );
});

test('a panel that has become too long keeps its end, from the beginning of a line', () => {
  const panel = new Scrollback(99, 20);
  const lines = Array.from({ length: 10 }, (_, number) => `line ${number}...\n`);
  assert.deepEqual(lines.slice(0, 9).map((line) => panel.add(line)), Array.from({ length: 9 }, () => undefined));
  assert.deepEqual(panel.add(lines[9]!), { left: 90, tail: 'line 9...\n' });
  assert.equal(panel.add('x'.repeat(80)), undefined);
  assert.deepEqual(panel.add('y'.repeat(50)), { left: 120, tail: 'y'.repeat(20) });
});
