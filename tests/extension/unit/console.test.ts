import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Batch } from '../../../extension/src/features/console/batch';
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
