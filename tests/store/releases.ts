import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Bucket } from './support/bucket.js';
import type { Engine } from './support/engine.js';
import { parsePointer } from './support/polling-board.js';
import { images, NAME, Publishing } from './support/publishing.js';

const options = { timeout: 180_000 };

/** publish, releases, promote, withdraw: what they leave in the store, and what boards see of it. */
export function releases(engine: () => Engine): void {
  test('a release is published whole, listed, promoted and withdrawn', options, async (t) => {
    const bucket = new Bucket(engine().url, 'fleet');
    await bucket.create();
    const files = images(t);
    const store = new Publishing(t, ['s3://fleet/esp32', '--endpoint', engine().url]);
    const pointer = async (): Promise<ReturnType<typeof parsePointer>> => {
      const answer = await fetch(`${engine().url}/fleet/esp32/${NAME}.release`);
      assert.equal(answer.headers.get('cache-control'), 'no-cache');
      return parsePointer(Buffer.from(await answer.arrayBuffer()));
    };

    const dry = await store.run('publish', files.old, '--name', NAME, '--dry-run');
    assert.equal(dry.code, 0, dry.stderr);
    assert.match(dry.stdout, /new +releases\/fw-v1\.26\.0-[0-9a-f]{16}\.app-bin /);
    assert.deepEqual(await bucket.keys(''), []);

    const first = await store.published(files.old, '--share', '10');
    assert.equal(first.readability, 'public');
    assert.equal(first.plan.firmwareUrl, `${engine().url}/fleet/esp32/${NAME}.release`);
    assert.equal((await pointer()).share, 1000);
    const image = await fetch(`${engine().url}/fleet/esp32/${(await pointer()).url}`);
    assert.equal(image.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(image.headers.get('content-encoding'), null);
    assert.deepEqual(Buffer.from(await image.arrayBuffer()), readFileSync(files.old));

    const again = await store.published(files.old, '--share', '10');
    assert.deepEqual([again.plan.isDone, again.plan.bytesToPut], [true, 0]);

    await store.published(files.next);
    const next = await pointer();
    assert.deepEqual([next.version, next.share, next.deltas.length, next.packed], ['v1.27.0', 10_000, 1, true]);
    const all = (await store.releases()).all;
    assert.deepEqual(all.map((one) => [one.version, one.isCurrent, one.deltas]), [['v1.27.0', true, 1], ['v1.26.0', false, 0]]);

    assert.equal((await store.run('promote', '--share', '2.5')).code, 0);
    assert.deepEqual([(await pointer()).share, (await pointer()).sequence], [250, next.sequence]);
    const back = await store.run('withdraw');
    assert.match(back.stdout, /go back to v1\.26\.0/);
    assert.ok((await pointer()).version === 'v1.26.0' && (await pointer()).sequence > next.sequence);
    await store.refused('ReleaseWithdrawn', /withdrawn/, 'promote', 'v1.27.0');
    await store.refused('ReleaseWithdrawn', /withdrawn/, 'publish', files.next, '--name', NAME);
    const last = await store.run('withdraw');
    assert.match(last.stdout, /no release before it/);
    assert.equal((await pointer()).share, 0);
    assert.equal((await store.run('promote', 'v1.27.0', '--force')).code, 0);
    assert.deepEqual([(await pointer()).version, (await pointer()).share, (await pointer()).deltas], ['v1.27.0', 10_000, next.deltas]);
  });

  test('of two that publish at once one wins, and the other is told who', options, async (t) => {
    await new Bucket(engine().url, 'race').create();
    const files = images(t);
    const store = new Publishing(t, ['s3://race', '--endpoint', engine().url]);
    await store.published(files.old);
    const runs = await Promise.all([store.publish(files.next).finished, store.publish(files.third).finished]);
    const winners = runs.filter((run) => run.code === 0);
    const losers = runs.filter((run) => run.code === 10);
    assert.equal(winners.length + losers.length, 2, runs.map((run) => run.stderr).join('\n'));
    assert.ok(winners.length > 0, 'nobody won');
    const { pointer } = await store.releases();
    // Where they did not meet, the later one is there; where they did, the one that did not lose.
    for (const loser of losers) assert.match(loser.stderr, new RegExp(`Somebody else changed .*${pointer!.version.replaceAll('.', '\\.')}`));
    assert.equal((await store.published(files.third)).plan.release.startsWith('fw-v1.28.0-'), true);
  });
}
