import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LineView } from '../../../extension/src/features/console/line-view';

const plain = { timestamps: false, filter: undefined };
const at = (seconds: number) => () => new Date(2026, 0, 2, 3, 4, seconds, 7);
const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '日') });

test('without timestamps and filter text passes as it comes', () => {
  const view = new LineView(plain);
  assert.deepEqual(['ab', 'c\nd', '', '\n'].map((part) => view.push(part)), ['ab', 'c\nd', '', '\n']);
});

test('each line has the time at which it began', () => {
  let second = 5;
  const view = new LineView({ ...plain, timestamps: true }, () => at(second)());
  assert.equal(view.push('a\nb'), '03:04:05.007 a\n03:04:05.007 b');
  second = 6;
  assert.equal(view.push('c\n\nd\n'), 'c\n03:04:06.007 \n03:04:06.007 d\n');
});

test('with a filter only whole lines that match are shown', () => {
  const view = new LineView({ timestamps: true, filter: /^temp/ }, at(1));
  assert.equal(view.push('temp'), '');
  assert.equal(view.push('erature 23\nnoise\ntemp'), '03:04:01.007 temperature 23\n');
  assert.equal(view.finish(), '03:04:01.007 temp');
  assert.equal(view.push('no'), '');
  assert.equal(view.finish(), '');
});

test('a filter that is taken away shows the line that was held back, one that comes judges the next line', () => {
  const view = new LineView({ ...plain, filter: /x/ });
  assert.equal(view.push('a\nx'), '');
  assert.equal(view.configure(plain), 'x');
  assert.equal(view.push('yz'), 'yz');
  view.configure({ ...plain, filter: /x/ });
  assert.equal(view.push('-rest\nhidden\nx\n'), '-rest\nx\n');
});

test('a line without an end is judged by its beginning, and not kept for ever', () => {
  const shown = new LineView({ ...plain, filter: /^>/ });
  const hidden = new LineView({ ...plain, filter: /end/ });
  const long = 'y'.repeat(5000);
  assert.equal(shown.push(`>${long}`) + shown.push(`${long}\n`), `>${long}${long}\n`);
  assert.equal(hidden.push(long) + hidden.push('end\n') + hidden.push('the end\n'), 'the end\n');
});

test('it does not matter where lines are cut', () => {
  fc.assert(
    fc.property(fc.array(text), fc.constantFrom(undefined, /a/), fc.boolean(), (pieces, filter, timestamps) => {
      const show = (parts: string[]): string => {
        const view = new LineView({ timestamps, filter }, at(1));
        return parts.map((part) => view.push(part)).join('') + view.finish();
      };
      assert.equal(show(pieces), show([pieces.join('')]));
    }),
  );
});
