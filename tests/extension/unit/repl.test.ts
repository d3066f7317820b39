import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Keyboard, LONGEST_PASTE } from '../../../extension/src/features/repl/keyboard';
import { pieces } from '../../../extension/src/features/repl/pieces';
import { Returns } from '../../../extension/src/features/repl/terminal-text';
import { type Line, Typist } from '../../../extension/src/features/repl/typist';

const read = (...data: string[]) => {
  const keyboard = new Keyboard();
  return data.flatMap((part) => keyboard.read(part));
};

/** Lets all that waits for no timer run. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A board as a typist sees it: what it was sent, and what became of the rest. */
class FakeBoard implements Line {
  readonly got: string[] = [];
  readonly notTakenCounts: number[] = [];
  readonly errors: unknown[] = [];
  interrupts = 0;
  answer: (text: string) => string = (text) => text;
  readonly typist = new Typist(this);

  async send(text: string): Promise<void> {
    this.got.push(text);
    await Promise.resolve();
    this.typist.hear(this.answer(text));
  }

  interrupt(): Promise<void> {
    this.interrupts++;
    return Promise.resolve();
  }

  notTaken(characters: number): void {
    this.notTakenCounts.push(characters);
  }

  failed(error: unknown): void {
    this.errors.push(error);
  }
}

/** As MicroPython's paste mode answers. */
const pasteMode = (text: string): string => (text === '\x05' ? 'paste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ' : text.replaceAll('\r', '\r\n=== '));

test('keys, pastes and Ctrl-C are told apart, also in one piece', () => {
  assert.deepEqual(read('ab\x03\x1b[A', '\x1b'), [
    { kind: 'keys', text: 'ab' }, { kind: 'interrupt' }, { kind: 'keys', text: '\x1b[A' }, { kind: 'keys', text: '\x1b' },
  ]);
  assert.deepEqual(read('x\x1b[200~if a:\n\tb\r\nc\x1b[201~\r'), [
    { kind: 'keys', text: 'x' }, { kind: 'paste', text: 'if a:\r\tb\rc' }, { kind: 'keys', text: '\r' },
  ]);
});

test('a paste may be cut anywhere, and nothing in it acts on the board', () => {
  assert.deepEqual(read('\x1b[200~a\x03b\x04', 'c\x1b[20', '1~'), [{ kind: 'paste', text: 'abc' }]);
  assert.deepEqual(read('\x1b[200~', ...'1\n2\x1b[201~'), [{ kind: 'paste', text: '1\r2' }]);
});

test('an endless paste does not fill the memory, and what follows counts again', () => {
  const strokes = read('\x1b[200~', ...Array.from({ length: 50 }, () => 'x'.repeat(50_000)), '\x1b[2', '01~y');
  const [paste, ...rest] = strokes;
  assert.ok(paste?.kind === 'paste' && paste.text.length > LONGEST_PASTE && paste.text.length <= 2 * LONGEST_PASTE);
  assert.deepEqual(rest, [{ kind: 'keys', text: 'y' }]);
});

test('pieces are what a receiver holds, and whole characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'é', '日', '😀'), maxLength: 400 }), (text) => {
      assert.equal(pieces(text).join(''), text);
      assert.ok(pieces(text).every((piece) => Buffer.byteLength(piece) <= 100 && Buffer.from(piece).toString() === piece && piece !== ''));
    }),
  );
});

test('\\n alone goes to the beginning of the line, wherever the text is cut', () => {
  const show = (parts: string[]): string => {
    const returns = new Returns();
    return parts.map((part) => returns.push(part)).join('');
  };
  assert.equal(show(['a\nb\r\nc\n\nd\r', '\ne', '\n']), 'a\r\nb\r\nc\r\n\r\nd\r\ne\r\n');
  fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', '\r', '\n') })), (parts) => assert.equal(show(parts), show([parts.join('')]))));
});

test('keys go out in order, those that come meanwhile together', async () => {
  const board = new FakeBoard();
  for (const key of ['p', 'r', 'i', '\r']) {
    board.typist.keys(key);
  }
  await settled();
  assert.deepEqual(board.got, ['p', 'ri\r']);
});

test('several lines at the prompt go through paste mode, a piece for each echo', async () => {
  const board = new FakeBoard();
  board.answer = pasteMode;
  board.typist.hear('\x1b[0m\r\n>>> ');
  board.typist.paste(`if a:\r    ${'b'.repeat(150)}\r`);
  await settled();
  assert.deepEqual(board.got, ['\x05', `if a:\r    ${'b'.repeat(90)}`, 'b'.repeat(60), '\x04']);
});

test('one line, or lines where no prompt is, are typed as they are', async () => {
  const board = new FakeBoard();
  board.typist.hear('>>> ');
  board.typist.paste('print(1)\r');
  await settled();
  board.typist.hear('name? ');
  board.typist.paste('a\rb');
  await settled();
  assert.deepEqual(board.got, ['print(1)\r', 'a\rb']);
});

test('a board that does not read gets no more than it can hold, and it is told what was not sent', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const board = new FakeBoard();
  board.answer = () => '';
  board.typist.keys('x'.repeat(300));
  await settled();
  board.typist.keys('yz');
  context.mock.timers.tick(5000);
  await settled();
  assert.deepEqual(board.got, ['x'.repeat(100)]);
  assert.deepEqual(board.notTakenCounts, [202]);
});

test('a paste that the board stops taking is not run in part', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const board = new FakeBoard();
  board.answer = (text) => (board.got.length > 2 ? '' : pasteMode(text));
  board.typist.hear('>>> ');
  board.typist.paste(`a = 1\r${'b'.repeat(294)}`);
  await settled();
  context.mock.timers.tick(5000);
  await settled();
  assert.deepEqual([board.got.length, board.interrupts, board.notTakenCounts], [3, 1, [100]]);
  assert.ok(!board.got.includes('\x04'));
});

test('Ctrl-C drops what is still to be typed, and is sent at once', async () => {
  const board = new FakeBoard();
  board.answer = () => '';
  board.typist.keys('x'.repeat(300));
  board.typist.interrupt();
  await settled();
  assert.deepEqual([board.got.length, board.interrupts, board.notTakenCounts], [1, 1, []]);
  board.typist.keys('y');
  await settled();
  assert.equal(board.got.at(-1), 'y');
});

test('a link that breaks is told once', async () => {
  const board = new FakeBoard();
  board.answer = () => {
    throw new Error('gone');
  };
  board.typist.keys('x'.repeat(300));
  await settled();
  assert.deepEqual([board.got.length, board.errors.length], [1, 1]);
});
