import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench } from './support/bench.js';

const RAW_BANNER = 'raw REPL; CTRL-B to exit\r\n>';
const BANNER = 'MicroPython v1.26.0 on 2025-08-09; Generic ESP32 module with OTA with ESP32\r\nType "help()" for more information.\r\n>>> ';
const WINDOW_REPLY = 'R\x01\x80\x00\x01';
const traceback = (line: number, text: string): string =>
  `Traceback (most recent call last):\r\n  File "<stdin>", line ${line}${text}`;

/** Sends, and expects exactly these bytes and no others before them. */
async function exchange({ console }: Bench, sent: string, expected: string): Promise<void> {
  console.write(sent);
  assert.equal(await console.read(expected.length), expected);
}

test('raw mode runs code and tells output from errors', async (t) => {
  const bench = await Bench.atPrompt(t);
  await exchange(bench, '\x01', `\r\n${RAW_BANNER}`);
  await exchange(bench, 'print(1)\nprint(2)\x04', 'OK1\r\n2\r\n\x04\x04>');
  await exchange(bench, '1/0\x04', `OK\x04${traceback(1, ', in <module>')}\r\nZeroDivisionError: divide by zero\r\n\x04>`);
  await exchange(bench, 'abc\x03print(3)\x04', 'OK3\r\n\x04\x04>');
  await exchange(bench, '\x02', `\r\n${BANNER}`);
});

test('raw-paste gives two windows of credit, then one for each window received', async (t) => {
  const bench = await Bench.inRawMode(t);
  await exchange(bench, '\x05A\x01', WINDOW_REPLY);
  await exchange(bench, '#'.repeat(128), '\x01');
  await exchange(bench, '#'.repeat(128), '\x01');
  await exchange(bench, '\nprint("hi")\x04', '\x04hi\r\n\x04\x04>');
});

test('raw-paste ends early when the source cannot be compiled', async (t) => {
  const bench = await Bench.inRawMode(t);
  await exchange(bench, '\x05A\x01', WINDOW_REPLY);
  await exchange(bench, `print(1)\n)\n${'#'.repeat(120)}\n${'#'.repeat(120)}\n`, '\x04');
  await exchange(bench, '\x04', `\x04${traceback(2, '')}\r\nSyntaxError: invalid syntax\r\n\x04>`);
});

test('raw-paste reports an error in the last, unchecked window', async (t) => {
  const bench = await Bench.inRawMode(t);
  await exchange(bench, '\x05A\x01', WINDOW_REPLY);
  await exchange(bench, 'x = )\x04', `\x04\x04${traceback(1, '')}\r\nSyntaxError: invalid syntax\r\n\x04>`);
});

test('raw-paste is given up with Ctrl-C', async (t) => {
  const bench = await Bench.inRawMode(t);
  await exchange(bench, '\x05A\x01', WINDOW_REPLY);
  await exchange(bench, 'x=1\n\x03', '\x04\x04KeyboardInterrupt: \r\n\x04>');
});

test('firmware without raw-paste says so', async (t) => {
  const bench = await Bench.inRawMode(t, { rawPaste: false });
  await exchange(bench, '\x05A\x01', 'R\x00>');
  await exchange(bench, 'print(1)\x04', 'OK1\r\n\x04\x04>');
});

test('an unknown raw-paste command is refused', async (t) => {
  const bench = await Bench.inRawMode(t);
  await exchange(bench, '\x05B\x01', 'R\x00>');
});

const busyPrograms: [string, string][] = [
  ['a busy loop', 'while True: pass'],
  ['a sleep', 'import time; time.sleep(100)'],
  ['a wait for input', 'import sys; sys.stdin.read(1000)'],
  ['a socket that accepts', 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); s.listen(1); s.accept()'],
  ['a poll', 'import select,sys; p=select.poll(); p.register(sys.stdin,1); p.poll()'],
  ['flash writes', 'from esp32 import Partition as P\np=P(P.RUNNING).get_next_update()\nwhile True: p.writeblocks(0,b"x"*4096)'],
  ['waiting for Wi-Fi', 'import network\nw=network.WLAN(0)\nwhile not w.isconnected(): pass'],
];

for (const [name, source] of busyPrograms)
  test(`Ctrl-C ends ${name} at once`, async (t) => {
    const bench = await Bench.inRawMode(t, { networks: [] });
    await bench.launch(`print("begun")\n${source}`);
    await bench.console.readUntil('begun\r\n');
    const start = performance.now();
    bench.console.write('\x03');
    const answer = await bench.console.readUntil('\x04>');
    assert.match(answer, /KeyboardInterrupt: \r\n\x04>$/);
    assert.doesNotMatch(answer, /board_rom/);
    assert.ok(performance.now() - start < 1000);
  });

test('a soft reset in raw mode runs boot.py, not main.py, and stays raw', async (t) => {
  const bench = await Bench.inRawMode(t);
  bench.board.files.write('/boot.py', Buffer.from('print("booting")'));
  bench.board.files.write('/main.py', Buffer.from('print("main")'));
  await exchange(bench, '\x04', `OK\r\nMPY: soft reboot\r\nbooting\r\n${RAW_BANNER}`);
  await exchange(bench, 'print(1)\x04', 'OK1\r\n\x04\x04>');
});

test('a soft reset in friendly mode runs boot.py and main.py', async (t) => {
  const bench = await Bench.atPrompt(t);
  bench.board.files.write('/boot.py', Buffer.from('x = 1'));
  bench.board.files.write('/main.py', Buffer.from('print("main", x)'));
  await exchange(bench, '\x04', `\r\nMPY: soft reboot\r\nmain 1\r\n${BANNER}`);
});

test('SystemExit is a soft reset', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.launch('raise SystemExit');
  await bench.console.readUntil(`MPY: soft reboot\r\n${RAW_BANNER}`);
});

test('a failure in main.py leaves a traceback and the prompt', async (t) => {
  const bench = await Bench.start(t);
  bench.board.files.write('/main.py', Buffer.from('def f():\n    return undefined\nf()\n'));
  bench.board.reset();
  const text = await bench.console.readUntil('>>> ');
  assert.match(text, /Traceback[^]*File "main.py", line 3, in <module>\r\n  File "main.py", line 2, in f\r\nNameError: name 'undefined' isn't defined\r\nMicroPython v1\.26\.0/);
});

test('a failure in boot.py keeps main.py from running', async (t) => {
  const bench = await Bench.start(t);
  bench.board.files.write('/boot.py', Buffer.from('raise OSError(5)'));
  bench.board.files.write('/main.py', Buffer.from('print("main")'));
  bench.board.reset();
  const text = await bench.console.readUntil('>>> ');
  assert.match(text, /OSError: \[Errno 5\] EIO/);
  assert.doesNotMatch(text, /main\r\n/);
});

test('Ctrl-C in a boot.py that counts down leads to the prompt, past main.py', async (t) => {
  const bench = await Bench.start(t);
  bench.board.files.write('/boot.py', Buffer.from('import time\nprint("counting")\nfor i in range(1000): time.sleep(1)'));
  bench.board.files.write('/main.py', Buffer.from('print("main")'));
  bench.board.reset();
  await bench.console.readUntil('counting\r\n');
  bench.console.write('\x03');
  const text = await bench.console.readUntil('>>> ');
  assert.match(text, /File "boot.py", line 3, in <module>\r\nKeyboardInterrupt: \r\nMicroPython/);
});

test('friendly mode echoes, edits and pastes', async (t) => {
  const bench = await Bench.atPrompt(t);
  await exchange(bench, '1+1\r', '1+1\r\n2\r\n>>> ');
  await exchange(bench, '\x05', '\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ');
  await exchange(bench, 'print(3)\r\x04', 'print(3)\r\n=== \r\n3\r\n>>> ');
});

test('sys.stdout.buffer is raw and print ends lines with CR LF', async (t) => {
  const bench = await Bench.inRawMode(t);
  await exchange(bench, 'import sys\nsys.stdout.buffer.write(b"a\\nb\\xff\\0")\nprint()\x04', 'OKa\nb\xff\0\r\n\x04\x04>');
});

test('sys.stdin.buffer reads what the host sends, Ctrl-C apart', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.launch('import sys,micropython\nmicropython.kbd_intr(-1)\nprint("go")\nd=sys.stdin.buffer.read(5)\nmicropython.kbd_intr(3)\nprint(d)');
  await bench.console.readUntil('go\r\n');
  await exchange(bench, 'a\x03\r\n\xff', "b'a\\x03\\r\\n\\xff'\r\n\x04\x04>");
});

test('every client sees the console and any of them can type', async (t) => {
  const bench = await Bench.atPrompt(t);
  const { ConsoleClient } = await import('./support/console-client.js');
  const other = await ConsoleClient.open(bench.board.consolePort);
  t.after(() => other.close());
  other.write('40+2\r');
  await other.readUntil('42\r\n>>> ');
  await bench.console.readUntil('42\r\n>>> ');
});
