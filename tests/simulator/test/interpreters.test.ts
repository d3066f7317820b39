import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildAppImage } from '@otatools/simulator';
import { Bench } from './support/bench.js';
import { serveFile } from './support/file-server.js';
import { download, joinWifi } from './support/python.js';

const image = buildAppImage({ version: 'v1.27.0', seed: 3, size: 400_000 });

for (const micropython of ['oldest', 'newest'] as const) {
  test(`an update works on the ${micropython} interpreter`, async (t) => {
    const bench = await Bench.inRawMode(t, { micropython });
    await bench.print(joinWifi + download(await serveFile(t, image)) + 'slot.set_boot()');
    await bench.launch('import machine\nmachine.reset()');
    await bench.reenterRawMode({ slot: 'ota_1', version: 'v1.27.0' });
    await bench.print('from esp32 import Partition\nPartition.mark_app_valid_cancel_rollback()');
    await bench.reach({ state: 'VALID' });
  });

  test(`the REPL of the ${micropython} interpreter behaves as the others`, async (t) => {
    const bench = await Bench.inRawMode(t, { micropython });
    assert.deepEqual(await bench.run('print(1)\n1/0'), {
      stdout: '1\n', stderr: 'Traceback (most recent call last):\n  File "<stdin>", line 2, in <module>\nZeroDivisionError: divide by zero\n',
    });
    await bench.launch('print("go")\nwhile True: pass');
    await bench.console.readUntil('go\r\n');
    bench.console.write('\x03');
    assert.match(await bench.console.readUntil('\x04>'), /KeyboardInterrupt: \r\n/);
    assert.equal(await bench.print('import os, errno\nopen("a", "w").close()\nos.rename("a", "b")\nprint(os.listdir(), errno.ETIMEDOUT)'), "['b'] 116");
  });
}
