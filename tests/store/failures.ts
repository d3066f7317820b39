import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { closedPort } from '../sidecar/support/listeners.js';
import { Bucket } from './support/bucket.js';
import { CuttingProxy } from './support/cutting-proxy.js';
import { ACCESS_KEY, type Engine, SECRET_KEY } from './support/engine.js';
import { images, NAME, Publishing, storeKeys } from './support/publishing.js';

const options = { timeout: 180_000 };

/** What goes wrong with stores, each with its own sentence, and never a key in it. */
export function failures(engine: () => Engine): void {
  test('what is wrong with a store is named', options, async (t) => {
    const { url } = engine();
    const files = images(t);
    const at = (bucket: string, endpoint: string, env = storeKeys): Publishing => new Publishing(t, [`s3://${bucket}`, '--endpoint', endpoint], env);
    await at('nowhere', url).refused('StoreBucketMissing', /no bucket nowhere/, 'releases');
    await at('nowhere', url, { ...storeKeys, AWS_SECRET_ACCESS_KEY: 'another' }).refused('StoreKeyWrong', /does not know this key/, 'releases');
    await at('nowhere', url, { ...storeKeys, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }).refused('StoreCredentialsMissing', /AWS_ACCESS_KEY_ID/, 'releases');
    await at('nowhere', `http://127.0.0.1:${await closedPort()}`).refused('StoreNotReachable', /cannot be reached/, 'releases');
    await at('nowhere', url.replace('http:', 'https:')).refused('StoreTls', /certificate/, 'releases');
    await at('BAD_bucket', url).refused('PublishTargetInvalid', /is no bucket/, 'publish', files.old, '--name', NAME);
  });

  test('a bucket that boards cannot read is told of, with the policy that it needs; where a public URL was promised, boards are not told of the release', options, async (t) => {
    const bucket = new Bucket(engine().url, 'private');
    await bucket.create(false);
    const files = images(t);
    const store = new Publishing(t, ['s3://private/esp32', '--endpoint', engine().url]);
    await store.refused('PublishNotReadable', /the pointer is as it was/, 'publish', files.old, '--name', NAME, '--public-url', `${engine().url}/private/esp32`);
    assert.ok(!(await bucket.keys('esp32/')).some((key) => key.endsWith('.release')));
    const done = await store.publish(files.old, '--json').finished;
    assert.equal(done.code, 0, done.stderr);
    assert.match(done.stderr, /the bucket is private[^]*"s3:GetObject"[^]*arn:aws:s3:::private\/esp32\/\*/);
    assert.equal((JSON.parse(done.stdout) as { readability: string }).readability, 'private');
  });

  test('the store goes down in the middle and comes back: repeating completes, and no key was ever shown', options, async (t) => {
    const bucket = new Bucket(engine().url, 'down');
    await bucket.create();
    const files = images(t);
    const proxy = await CuttingProxy.start(t, engine().url);
    const store = new Publishing(t, ['s3://down', '--endpoint', proxy.url]);
    await store.published(files.old);
    const seen: string[] = [];
    proxy.cut = {
      request: proxy.requests.length + 6,
      moment: 'before',
      act: async () => {
        seen.push(execFileSync('ps', ['-eo', 'args', '-ww'], { encoding: 'utf8' }));
        await engine().killGateway();
      },
    };
    const broken = await store.publish(files.next, '--json').finished;
    proxy.cut = undefined;
    assert.equal(broken.code, 10, broken.stdout + broken.stderr);
    assert.match(broken.stdout, /StoreNotReachable|StoreTimedOut|StoreFailed/);
    await engine().startGateway();
    const done = await store.publish(files.next, '--json').finished;
    assert.equal(done.code, 0, done.stderr);
    assert.equal((await store.releases()).pointer!.version, 'v1.27.0');
    assert.equal(seen.length, 1);
    for (const text of [...seen, ...proxy.requests, broken.stdout, broken.stderr, done.stdout, done.stderr]) {
      assert.ok(!text.includes(SECRET_KEY) && !text.includes(ACCESS_KEY), 'a key was shown');
    }
  });
}
