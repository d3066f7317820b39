import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inFull, sampled, tellRow } from '../support/sampling.js';
import { Bucket } from './support/bucket.js';
import { CuttingProxy, type Moment } from './support/cutting-proxy.js';
import type { Engine } from './support/engine.js';
import { PollingBoard } from './support/polling-board.js';
import { images, NAME, Publishing } from './support/publishing.js';

/** Publisher killed at each request, in a sample or (npm run sweep) all of them. */
export function interruptions(engine: () => Engine): void {
  test('a publisher that is killed at any request leaves the old release or the new one, and repeating it completes', { timeout: inFull ? 1_800_000 : 240_000 }, async (t) => {
    const bucket = new Bucket(engine().url, 'cuts');
    await bucket.create();
    const files = images(t);
    const proxy = await CuttingProxy.start(t, engine().url);
    await new Publishing(t, ['s3://cuts/first', '--endpoint', engine().url]).published(files.old);

    // Undisturbed, to know the requests.
    await bucket.copy('first', 'whole');
    await new Publishing(t, ['s3://cuts/whole', '--endpoint', proxy.url]).published(files.next);
    const requests = [...proxy.requests];
    const expected = (await bucket.keys('whole/')).map((key) => key.slice('whole/'.length));
    assert.ok(requests.length >= 10, requests.join('\n'));

    const cuts = requests.flatMap((request, index) => {
      const moments: Moment[] = request.startsWith('PUT') ? ['before', 'during', 'after'] : ['after'];
      return moments.map((moment) => ({ index: index + 1, moment, request }));
    });
    const last = cuts.map((cut) => cut.request.startsWith('PUT')).lastIndexOf(true);
    // Whatever the sample, the write of the pointer is in it.
    const chosen = inFull ? cuts : [...sampled(cuts.slice(0, last), 3), cuts[last]!];
    for (const { index, moment, request } of chosen) {
      const prefix = `cut-${index}-${moment}`;
      const what = `killed ${moment} request ${index}, ${request}`;
      await bucket.copy('first', prefix);
      const board = new PollingBoard(t, `${engine().url}/cuts/${prefix}/${NAME}.release`);
      const store = new Publishing(t, [`s3://cuts/${prefix}`, '--endpoint', proxy.url]);
      proxy.requests.length = 0;
      const run = store.publish(files.next);
      let killed = false;
      proxy.cut = {
        request: index,
        moment,
        act: async () => {
          killed = true;
          run.child.kill('SIGKILL');
          await run.finished;
        },
      };
      await run.finished;
      proxy.cut = undefined;
      assert.ok(killed, `${what}: it never came`);
      await store.published(files.next);
      const { polls } = board;
      // It sees the new release before it stops.
      while (board.polls < polls + 2) await new Promise((resolve) => setTimeout(resolve, 10));
      await board.stop();
      assert.deepEqual(board.faults, [], what);
      assert.deepEqual(board.versions, ['v1.26.0', 'v1.27.0'], what);
      assert.deepEqual((await bucket.keys(`${prefix}/`)).map((key) => key.slice(prefix.length + 1)), expected, what);
    }
    tellRow(t, `publishing cut at ${chosen.length} of ${cuts.length} points of ${requests.length} requests: the old release or the new one at each, and complete when repeated`);
  });
}
