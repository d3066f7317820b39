import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { TestContext } from 'node:test';
import { buildAppImage, type BoardOptions, type SimulatedBoard } from '@otatools/simulator';
import { install, PASSWORD, reach, SSID } from './board.js';
import { webServer } from './listeners.js';
import { printed } from './printed.js';

/** What a board is doing when somebody wants its attention. */
export interface BoardStateCase {
  readonly name: string;
  readonly options?: BoardOptions;
  /** Brings the board there, from wherever it is. */
  arrange(board: SimulatedBoard, test: TestContext): Promise<void>;
  /** Tried with `info` only: how the board is entered is the point, and the rest is as elsewhere. */
  readonly essential?: boolean;
  /** What has to happen while somebody tries. */
  meanwhile?(board: SimulatedBoard): Promise<void>;
  /** What has to be so afterwards. */
  after?(board: SimulatedBoard): void;
}

/** A program of somebody before us types these bytes, sees the answer, and leaves. */
async function typeAndLeave(board: SimulatedBoard, steps: readonly (readonly [string, string])[]): Promise<void> {
  const socket = connect(board.consolePort, '127.0.0.1');
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  for (const [bytes, answer] of steps) {
    const from = board.console.length;
    socket.write(Buffer.from(bytes, 'latin1'));
    await printed(board, answer, from);
  }
  await new Promise<void>((resolve) => socket.end(resolve));
}

async function restart(board: SimulatedBoard, until: string): Promise<void> {
  const from = board.console.length;
  board.reset();
  await printed(board, until, from);
}

function program(board: SimulatedBoard, source: string): void {
  board.files.write('/main.py', Buffer.from(source));
}

/** Ctrl-C is a character to it, so that no moment of its loop is open to an interrupt; it tells which ones it has read. */
const KEEPS_CTRL_C = 'import micropython, select, sys, time\nfor i in range(20):\n    time.sleep_ms(5)\nmicropython.kbd_intr(-1)\nprint("working")\n'
  + 'while True:\n    sys.stdin.read(1)\n    print("no way out")\n';

const RAW_BANNER = 'raw REPL; CTRL-B to exit\r\n>';

let seed = 6;

/** A configuration whose server sends the beginning of an image, and then no more unless `all` is set. */
async function offer(board: SimulatedBoard, test: TestContext, all: boolean): Promise<void> {
  const image = buildAppImage({ version: 'v1.27.0', size: 256 * 1024, seed: ++seed }); // what is in the slot already is not written again
  const url = await webServer(test, (_, response) => {
    response.writeHead(200, { 'content-length': image.length });
    response.write(image.subarray(0, all ? image.length : 70_000));
  });
  install(board, { wifi: [{ ssid: SSID, password: PASSWORD }], fw_url: `${url}/new.app-bin` });
  // Without the countdown of boot.py, which has a case of its own.
  board.files.delete('/boot.py');
  program(board, 'import ota\nota.run()\n');
}

export const boardStates: readonly BoardStateCase[] = [
  { name: 'idle at its prompt', arrange: (board) => restart(board, '>>> ') },
  {
    name: "in boot.py's countdown",
    arrange: async (board) => {
      install(board, { wifi: [{ ssid: SSID, password: PASSWORD }], fw_url: 'http://127.0.0.1:9/x' });
      await restart(board, 'starting OTA in 3');
    },
  },
  {
    name: 'in a busy loop',
    arrange: async (board) => {
      program(board, 'print("looping")\nwhile True:\n    pass\n');
      await restart(board, 'looping');
    },
  },
  {
    name: 'printing without end',
    arrange: async (board) => {
      program(board, 'import time\nwhile True:\n    print("noise " * 10)\n    time.sleep_ms(5)\n');
      await restart(board, 'noise');
    },
  },
  {
    name: 'printing as fast as its UART can',
    options: { link: 'uart' },
    essential: true,
    arrange: async (board) => {
      program(board, 'while True:\n    print("noise " * 10)\n');
      await restart(board, 'noise');
    },
  },
  {
    name: 'printing as fast as USB can',
    essential: true,
    arrange: async (board) => {
      program(board, 'while True:\n    print("noise " * 10)\n');
      await restart(board, 'noise');
    },
  },
  {
    name: 'waiting for somebody to type',
    essential: true,
    arrange: async (board) => {
      program(board, 'while True:\n    input("your name? ")\n');
      await restart(board, 'your name? ');
    },
  },
  {
    name: 'catching Ctrl-C and cleaning up for a while',
    essential: true,
    arrange: async (board) => {
      program(board, 'import time\ntry:\n    print("working")\n    while True:\n        pass\nexcept KeyboardInterrupt:\n'
        + '    for i in range(3):\n        print("cleaning")\n        time.sleep_ms(60)\n    open("cleaned", "w").close()\n');
      await restart(board, 'working');
    },
    after: (board) => assert.ok(board.files.read('/cleaned'), 'what a program does at its end was interrupted'),
  },
  {
    name: 'asleep between short moments',
    essential: true,
    arrange: async (board) => {
      program(board, 'import machine, time\ntime.sleep_ms(100)\nprint("good night")\nmachine.deepsleep(600)\n');
      board.reset();
      await reach(board, { phase: 'asleep' });
    },
  },
  {
    name: 'whose program keeps Ctrl-C, when somebody presses its reset button',
    options: { bootDelayMs: 100 },
    essential: true,
    arrange: async (board) => {
      program(board, KEEPS_CTRL_C);
      await restart(board, 'working');
    },
    meanwhile: async (board) => {
      // Asked in vain for a while first.
      await printed(board, 'no way out', board.console.length);
      board.reset();
    },
  },
  {
    name: 'in a download that has stalled',
    arrange: async (board, test) => {
      await offer(board, test, false);
      await restart(board, '[OTA] dl 65536');
    },
  },
  {
    name: 'in a download, busy with its flash',
    arrange: async (board, test) => {
      await offer(board, test, true);
      board.injectFault({ kind: 'pause-at-flash-operation', n: 40 });
      board.reset();
      await reach(board, { paused: true });
      board.resetCounters();
    },
    meanwhile: async (board) => {
      await reach(board, { 'uartReceived>': 1 });
      board.resume();
    },
  },
  {
    name: 'just resetting',
    options: { bootDelayMs: 1200 },
    arrange: async (board) => board.reset(),
  },
  {
    name: 'left in the raw REPL',
    arrange: async (board) => {
      await restart(board, '>>> ');
      await typeAndLeave(board, [['\x03\r\x01', RAW_BANNER], ['print(', '']]);
    },
  },
  {
    name: 'left in the middle of a raw-paste',
    arrange: async (board) => {
      await restart(board, '>>> ');
      await typeAndLeave(board, [['\x03\r\x01', RAW_BANNER], ['\x05A\x01', 'R\x01'], ['print("begun', '']]);
    },
  },
  {
    name: 'left at a raw-paste that it has refused to read on',
    essential: true,
    arrange: async (board) => {
      await restart(board, '>>> ');
      await typeAndLeave(board, [['\x03\r\x01', RAW_BANNER], ['\x05A\x01', 'R\x01'], ['def (:\n' + '#'.repeat(150), '\x04']]);
    },
  },
  {
    name: 'left with a raw-paste asked for',
    essential: true,
    arrange: async (board) => {
      await restart(board, '>>> ');
      await typeAndLeave(board, [['\x03\r\x01', RAW_BANNER], ['\x05A', '']]);
    },
  },
  {
    name: 'left in paste mode',
    arrange: async (board) => {
      await restart(board, '>>> ');
      await typeAndLeave(board, [['\x05', 'paste mode'], ['while True:\r', '=== ']]);
    },
  },
  {
    name: 'with half a line typed at its prompt',
    arrange: async (board) => {
      await restart(board, '>>> ');
      await typeAndLeave(board, [['print("half', 'half']]);
    },
  },
];
