// A line that loses, repeats and damages packets: an upload ends well or says so, and is never called good when it is not.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ResponseError } from 'vscode-jsonrpc/node';
import type { Fault, SimulatedBoard } from '@otatools/simulator';
import { Sidecar } from '../support/sidecar.js';
import { assertScriptsOn, configurationOn, deviceOf, scripts, startBoard } from './support/board.js';
import { printed } from './support/printed.js';

const timeout = 200_000;
const wifi = { ssid: 'home', password: 'p4ssw0rd & more' };
const old = Buffer.from('# an older one\n'.repeat(10));
let sidecar: Sidecar;

before(async () => {
  sidecar = await Sidecar.start();
});

after(() => sidecar.kill());

const kinds = ['drop-packet', 'repeat-packet', 'replace-packet', 'corrupt-packet'] as const;
/** From the first bytes to the last of an upload of some 150 packets. */
const indexes = [0, 3, 20, 45, 105];
const faults: Fault[] = [
  ...kinds.flatMap((kind) => indexes.map((index): Fault => ({ kind, index }))),
  ...kinds.map((kind): Fault => ({ kind, rate: 1 / 200, seed: 5 })),
];

/** True where the upload was said to be good. */
async function tryUpload(board: SimulatedBoard): Promise<boolean> {
  try {
    await sidecar.request('otatools/scripts/upload', { device: deviceOf(board), timeoutSeconds: 10, wifi });
    return true;
  } catch (error) {
    assert.ok(error instanceof ResponseError);
    assert.ok(error.code > 1100 && error.code < 1300, `${error.code} ${error.message}`);
    return false;
  }
}

test('damage to the line is never taken for a good upload', { timeout, concurrency: 6 }, async (t) => {
  await Promise.all(faults.map((fault) => t.test(JSON.stringify(fault), async (inner) => {
    const board = await startBoard(inner);
    await printed(board, '>>> ');
    board.files.write('/ota.py', old);
    board.injectFault(fault);
    if (await tryUpload(board)) {
      assertScriptsOn(board);
      assert.deepEqual(configurationOn(board), { wifi: [wifi] });
    } else {
      const left = board.files.read('/ota.py') as Buffer;
      assert.ok(left.equals(old) || left.equals(scripts['/ota.py']), '/ota.py is neither the old nor the new one');
    }
    board.injectFault({ kind: 'clear' });
    assert.ok(await tryUpload(board), 'the next upload fails as well');
    assertScriptsOn(board);
    assert.deepEqual(configurationOn(board), { wifi: [wifi] });
  })));
});
