import { buildAppImage, type BoardOptions, type SimulatedBoard } from '@otatools/simulator';
import { install, PASSWORD, SSID } from '../../sidecar/support/board.js';
import { webServer } from '../../sidecar/support/listeners.js';
import type { Scope } from '../../device/support/scope.js';
import type { Tape } from './tape.js';

export interface Scene {
  readonly file: string;
  readonly title: string;
  readonly options?: BoardOptions;
  /** With the power still off. */
  prepare?(board: SimulatedBoard, scope: Scope): Promise<void> | void;
  /** From the power-up on. */
  play(tape: Tape, board: SimulatedBoard): Promise<unknown>;
}

const PROMPT = '>>> ';
const BANNER = 'raw REPL; CTRL-B to exit\r\n>';
const END = '\x04>';
/** The question to which only a board that listens now knows the answer; whoever replays it has a number of its own. */
const QUESTION = 'print(123456)\x04';

async function enter(tape: Tape): Promise<void> {
  tape.send('\x03');
  await tape.until(PROMPT);
  tape.send('\r\x01');
  await tape.until(BANNER);
}

async function inRawMode(tape: Tape): Promise<void> {
  await tape.until(PROMPT);
  await enter(tape);
}

/** As the protocol wants it: never more than the board has granted. */
async function rawPaste(tape: Tape, code: string): Promise<void> {
  tape.send('\x05A\x01');
  const answer = await tape.read(4);
  const window = answer.charCodeAt(2) | (answer.charCodeAt(3) << 8);
  let credit = window;
  for (let sent = 0; sent < code.length;) {
    while (credit === 0) {
      if ((await tape.read(1)) === '\x04') {
        tape.send('\x04');
        await tape.until(END);
        return;
      }
      credit += window;
    }
    const piece = code.slice(sent, sent + credit);
    tape.send(piece);
    sent += piece.length;
    credit -= piece.length;
  }
  tape.send('\x04');
  await tape.until('\x04'); // of the transfer
  await tape.until('\x04');
  await tape.until(END);
}

async function plainRaw(tape: Tape, code: string): Promise<void> {
  tape.send('\x05A\x01');
  await tape.read(3);
  tape.send(`${code}\x04`);
  await tape.until('OK');
  await tape.until('\x04');
  await tape.until(END);
}

const printing = `${Array.from({ length: 20 }, (_, i) => `print("line ${i}", ${i} * ${i}, "\\xfc")`).join('\n')}\n`;
const raising = 'print("half")\ndef f():\n    raise OSError(28)\nf()\n';
const wrong = `if True print("no")\n${'# what follows nobody reads\n'.repeat(30)}`;

const executing: readonly (readonly [string, string, string])[] = [
  ['output', 'Code that prints, and comes to its end', printing],
  ['error', 'Code that prints, and raises', raising],
  ['silence', 'Code without a word', 'x = 1'],
];

/** The whole life of a board with our scripts until it says this. */
function withScripts(file: string, title: string, until: string, image: Buffer | null, strike: (board: SimulatedBoard) => void = () => {}): Scene {
  return {
    file, title,
    options: { image: buildAppImage({ version: 'v1.26.0' }), networks: [{ ssid: SSID, psk: PASSWORD }] },
    prepare: async (board, scope) => {
      const url = await webServer(scope, (_, response) => {
        response.writeHead(image ? 200 : 304, image ? { 'content-length': image.length } : {});
        response.end(image ?? undefined);
      });
      install(board, { wifi: [{ ssid: SSID, password: PASSWORD }], fw_url: `${url}/firmware.app-bin` });
    },
    play: async (tape, board) => {
      await tape.until('starting OTA in 3');
      strike(board);
      await tape.until(until);
      await tape.until(PROMPT);
    },
  };
}

export const scenes: readonly Scene[] = [
  {
    file: 'entering-idle', title: 'Into the raw REPL of a board at its prompt',
    play: async (tape) => {
      await inRawMode(tape);
      tape.send(QUESTION);
      await tape.until(END);
    },
  },
  {
    file: 'entering-program', title: 'Into the raw REPL of a board whose main.py prints without end',
    prepare: (board) => board.files.write('/main.py', Buffer.from('import time\nwhile True:\n    print("working")\n    time.sleep_ms(20)\n')),
    play: async (tape) => {
      await tape.until('working\r\n');
      await enter(tape);
      tape.send(QUESTION);
      await tape.until(END);
    },
  },
  {
    file: 'leaving', title: 'Out of the raw REPL',
    play: async (tape) => {
      await inRawMode(tape);
      tape.send('\x02');
      await tape.until(PROMPT);
    },
  },
  {
    file: 'soft-reset', title: 'A soft reset in the raw REPL',
    prepare: (board) => board.files.write('/boot.py', Buffer.from('print("boot.py runs")\n')),
    play: async (tape) => {
      await inRawMode(tape);
      tape.send('\x04');
      await tape.until(BANNER);
    },
  },
  ...executing.flatMap(([name, title, code]): Scene[] => [
    { file: `raw-paste-${name}`, title: `${title}, by raw-paste`, play: async (tape) => { await inRawMode(tape); await rawPaste(tape, code); } },
    {
      file: `plain-raw-${name}`, title: `${title}, without raw-paste`, options: { rawPaste: false },
      play: async (tape) => { await inRawMode(tape); await plainRaw(tape, code); },
    },
  ]),
  {
    file: 'raw-paste-abort', title: 'Code with a syntax error: the board gives up before it has all of it',
    play: async (tape) => { await inRawMode(tape); await rawPaste(tape, wrong); },
  },
  withScripts('boot', 'A boot with our scripts, and nothing newer', '[OTA] already running', null),
  withScripts('update', 'An update from its boot to its proof', '[OTA] valid', buildAppImage({ version: 'v1.27.0', size: 160 * 1024, seed: 3 })),
  withScripts('panic', 'A panic', '[OTA] already running', null, (board) => board.injectFault({ kind: 'panic' })),
  withScripts('brown-out', 'A brown-out', '[OTA] already running', null, (board) => board.injectFault({ kind: 'brown-out' })),
  withScripts('watchdog', 'The task watchdog', '[OTA] already running', null, (board) => board.injectFault({ kind: 'task-watchdog' })),
];
