// Whatever the board is doing: info, upload, console and reset get its attention.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SimulatedBoard } from '@otatools/simulator';
import { Sidecar } from '../support/sidecar.js';
import { assertScriptsOn, deviceOf, reach, startBoard } from './support/board.js';
import { boardStates } from './support/board-states.js';
import { printed } from './support/printed.js';

const timeout = 90_000;
const timeoutSeconds = 20;
let sidecar: Sidecar;

before(async () => {
  sidecar = await Sidecar.start();
});

after(async () => {
  assert.equal(await sidecar.stop(), 0);
  assert.equal(sidecar.stderr, '');
});

interface Info {
  version: string;
  running: string;
  slots: { label: string; size: number }[];
  mac: string;
  chip: number;
}

const uses: [string, (board: SimulatedBoard) => Promise<void>][] = [
  ['info', async (board) => {
    const info = await sidecar.request<Info>('otatools/device/info', { device: deviceOf(board), timeoutSeconds });
    assert.equal(info.version, 'v1.26.0 on 2025-08-09');
    assert.equal(info.running, 'ota_0');
    assert.deepEqual(info.slots, [{ label: 'ota_0', size: 0x180000 }, { label: 'ota_1', size: 0x180000 }]);
    assert.equal(info.chip, 0);
    assert.equal(info.mac, '24:0a:c4:00:00:01');
  }],
  ['upload', async (board) => {
    board.files.write('/ota.py', Buffer.from('# an older one\n'));
    await sidecar.request('otatools/scripts/upload', { device: deviceOf(board), timeoutSeconds });
    assertScriptsOn(board);
  }],
  ['console', async (board) => {
    const device = deviceOf(board);
    await sidecar.request('otatools/console/open', { device });
    await sidecar.request('otatools/device/info', { device, timeoutSeconds });
    const from = board.console.length;
    await sidecar.request('otatools/console/send', { device, text: 'print(6*7)\r' });
    await printed(board, '42\r\n>>> ', from);
  }],
  ['reset', async (board) => {
    const { boots } = board.state();
    await sidecar.request('otatools/device/reset', { device: deviceOf(board), timeoutSeconds });
    await reach(board, { 'boots>': boots + 1, phase: 'running' });
  }],
];

for (const state of boardStates) {
  test(`a board ${state.name}`, { timeout }, async (t) => {
    const board = await startBoard(t, state.options);
    for (const [name, use] of state.essential ? uses.slice(0, 1) : uses) {
      await t.test(name, async (inner) => {
        await state.arrange(board, inner);
        await Promise.all([use(board), state.meanwhile?.(board)]);
        state.after?.(board);
        board.injectFault({ kind: 'clear' });
        for (const file of ['/main.py', '/boot.py', '/ota.json']) {
          board.files.delete(file);
        }
      });
    }
    await sidecar.request('otatools/device/close', { device: deviceOf(board) });
  });
}
