import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AnsiFilter } from '../../../extension/src/features/console/ansi';

const plain = fc.string({ unit: fc.constantFrom('a', 'Z', '[', ';', '7', ' ', '\\', '日', '😀', '\t', '\r', '\n') });
const sequence = fc.constantFrom(
  '\x1b[31m', '\x1b[0m', '\x1b[1;32;48;5;17m', '\x1b[K', '\x1b[12D', '\x1b[?25l', '\x1b[4 q', // CSI
  '\x1b]0;title\x07', '\x1b]8;;http://x/\x1b\\', '\x1bP1$r0m\x1b\\', '\x1b_app\x1b\\', // strings
  '\x1bc', '\x1b7', '\x1bM', '\x1b(B', '\x1b#8', // two and three bytes
  '\b', '\x07', '\0', '\x7f',
);
const noise = fc.string({ unit: fc.constantFrom('\x1b', '[', ']', 'P', '\\', '\x07', '\b', '(', '?', '1', 'm', '\n', '\r', '\x18', 'ä') });

const strip = (text: string): string => new AnsiFilter().push(text);

test('what only a terminal understands is left out, and nothing else', () => {
  assert.equal(strip('\x1b[1;31mhot\x1b[0m \x1b]0;t\x07cold\x1b(B\b\x07!\r\n'), 'hot cold!\r\n');
  fc.assert(
    fc.property(fc.array(fc.tuple(plain, sequence)), (pairs) => {
      assert.equal(strip(pairs.flat().join('')), pairs.map(([text]) => text).join(''));
    }),
  );
});

test('it does not matter where text, sequences and noise are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(plain, sequence, noise)), (pieces) => {
      const cut = new AnsiFilter();
      assert.equal(pieces.flatMap((piece) => piece.split('')).map((unit) => cut.push(unit)).join(''), strip(pieces.join('')));
    }),
  );
});

test('no line end is lost behind noise', () => {
  fc.assert(fc.property(noise, (text) => assert.equal(strip(text).replace(/[^\r\n]/g, ''), text.replace(/[^\r\n]/g, ''))));
});

test('a sequence that never ends lets go', () => {
  assert.match(strip(`\x1b[${'1'.repeat(200)}text`), /1{100,}text$/);
  assert.match(strip(`\x1b]${'x'.repeat(5000)}`), /^x{2900,}$/);
});
