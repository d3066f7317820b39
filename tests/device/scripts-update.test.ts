import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScriptBoard } from './support/script-board.js';

test('newer scripts are fetched, started, kept once they can be renewed again, and leave nothing behind', async (t) => {
  const board = await ScriptBoard.start(t);
  const release = board.folder.release = board.next('0.2.0', 2000);
  await board.device.restart();
  await board.device.line(/^\[OTA\] scripts kept: version 0\.2\.0$/);
  await board.settles(board.device.mark);
  board.assertRuns(release);
  board.assertTidy();
  assert.deepEqual(board.journal, { version: '0.2.0', sequence: 2000 });
});
