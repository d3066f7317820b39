// Forwarded ports against the server that is out there: what we know of RFC 2217 is not only what our simulator knows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertScriptsOn, startBoard } from './support/board.js';
import { otatools, resultOf } from './support/command-line.js';
import { printed } from './support/printed.js';
import { forward, withoutSer2net } from './support/ser2net.js';
import { plugIn, withoutTerminals } from './support/terminal.js';

for (const accepter of ['telnet(rfc2217),tcp', 'tcp'] as const) {
  test(`a board behind ser2net's ${accepter} takes an upload`, { timeout: 60_000, skip: withoutTerminals || withoutSer2net }, async (t) => {
    const board = await startBoard(t, { link: 'uart' });
    await printed(board, '>>> ');
    const device = await forward(t, (await plugIn(t, board)).path, accepter);
    const upload = await otatools(t, ['upload', '--device', device]);
    assert.equal(upload.code, 0, upload.stderr);
    assertScriptsOn(board);
    assert.equal(resultOf<{ running: string }>(await otatools(t, ['info', '--device', device, '--json'])).running, 'ota_0');
  });
}
