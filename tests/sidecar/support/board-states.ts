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
  /** What has to happen while somebody tries. */
  meanwhile?(board: SimulatedBoard): Promise<void>;
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
