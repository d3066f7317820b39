// Keys and signatures: what keygen, sign and verify write and say, what a board then takes, and the key in its /ota.json.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { manifest, modulusOf, newKey, payload } from '../device/support/manifests.js';
import { SignedBench } from '../device/support/signed-bench.js';
import { Sidecar } from '../support/sidecar.js';
import { configurationOn, deviceOf, startBoard } from './support/board.js';
import { refusal } from './support/client.js';
import { otatools, resultOf } from './support/command-line.js';
import { imageFile, temporaryFolder } from './support/folder.js';
import { closedPort } from './support/listeners.js';

const timeout = 60_000;
const unix = process.platform !== 'win32';
const key = newKey(2048);
const privateKey = key.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

interface Signed {
  readonly manifest: string;
  readonly sequence: number;
  readonly fingerprint: string;
}

/** A file of a folder that is gone after the test. */
function file(t: TestContext, content: string, name = 'k.key'): string {
  const where = path.join(temporaryFolder(t), name);
  writeFileSync(where, content, { mode: 0o600 });
  return where;
}

const payloadOf = (manifestFile: string): string => readFileSync(manifestFile, 'utf8').split('\n').slice(2).join('\n');

describe('on the command line', { concurrency: 3 }, () => {
  test('keygen, sign, verify, and a board takes it', { timeout }, async (t) => {
    const name = path.join(temporaryFolder(t), 'release');
    const made = await otatools(t, ['keygen', '--out', name, '--bits', '2048', '--json']);
    assert.equal(made.code, 0, made.stderr);
    const { fingerprint } = resultOf<{ fingerprint: string }>(made);
    assert.match(fingerprint, /^[0-9a-f]{32}$/);
    if (unix) {
      assert.equal(statSync(`${name}.key`).mode & 0o777, 0o600);
    }
    const image = imageFile(t);
    const signed = await otatools(t, ['sign', image, '--key', `${name}.key`, '--json']);
    assert.equal(signed.code, 0, signed.stderr);
    assert.equal(signed.stderr, '');
    const result = resultOf<Signed>(signed);
    assert.deepEqual({ ...result, sequence: 0 }, { manifest: `${image}.manifest`, sequence: 0, fingerprint });
    const verified = await otatools(t, ['verify', image, '--key', `${name}.pub`]);
    assert.equal(verified.code, 0);
    assert.match(verified.stdout, new RegExp(`${fingerprint}.*${result.sequence}`));
    const bench = await SignedBench.start(t);
    const modulus = modulusOfPem(readFileSync(`${name}.pub`, 'utf8'));
    await bench.accepts(readFileSync(result.manifest), modulus, 'image', payloadOf(result.manifest));
    await bench.refuses([['another key', readFileSync(result.manifest)]], modulusOf(key), 'image', /signature is wrong/);
  });

  test('keygen never touches a key that is there', { timeout }, async (t) => {
    const name = path.join(temporaryFolder(t), 'release');
    writeFileSync(`${name}.key`, 'precious');
    const { code, stderr } = await otatools(t, ['keygen', '--out', name, '--bits', '2048']);
    assert.equal(code, 9);
    assert.match(stderr, /release\.key.*\n.*--out/);
    assert.equal(readFileSync(`${name}.key`, 'utf8'), 'precious');
    assert.equal(existsSync(`${name}.pub`), false);
  });

  test('a signature rises by itself, or is what one says', { timeout }, async (t) => {
    const image = imageFile(t);
    const sign = ['sign', image, '--key', file(t, privateKey), '--json'];
    const first = resultOf<Signed>(await otatools(t, sign));
    assert.ok(first.sequence > 200_000_000 && first.sequence < 2 ** 32);
    const second = resultOf<Signed>(await otatools(t, sign));
    assert.ok(second.sequence > first.sequence);
    assert.equal(resultOf<Signed>(await otatools(t, [...sign, '--sequence', '5'])).sequence, 5);
    assert.equal((await otatools(t, [...sign, '--sequence', '0'])).code, 9);
    assert.equal((JSON.parse(payloadOf(`${image}.manifest`)) as { sequence: number }).sequence, 5);
    assert.deepEqual(readdirSync(path.dirname(image)).sort(), ['new.app-bin', 'new.app-bin.manifest']);
  });

  test('what cannot be installed is not signed', { timeout }, async (t) => {
    const page = file(t, '<html>not here</html>', 'x.app-bin');
    const { code, stderr } = await otatools(t, ['sign', page, '--key', file(t, privateKey)]);
    assert.equal(code, 5);
    assert.match(stderr, /web page/);
    assert.equal(existsSync(`${page}.manifest`), false);
  });

  test('verify ends with 5 and says what is wrong', { timeout }, async (t) => {
    const image = imageFile(t);
    const pub = file(t, publicKey, 'k.pub');
    const verify = async (reason: RegExp): Promise<void> => {
      const { code, stdout } = await otatools(t, ['verify', image, '--key', pub]);
      assert.equal(code, 5);
      assert.match(stdout, reason);
    };
    await verify(/there is no new\.app-bin\.manifest/);
    await otatools(t, ['sign', image, '--key', file(t, newKey(2048).export({ type: 'pkcs8', format: 'pem' }).toString())]);
    await verify(/not signed with the key [0-9a-f]{32}/);
    writeFileSync(`${image}.manifest`, manifest(payload({ kind: 'image' })));
    await verify(/not signed/);
    await otatools(t, ['sign', image, '--key', file(t, privateKey)]);
    writeFileSync(image, readFileSync(imageFile(t, { seed: 99 })));
    await verify(/another file/);
    const json = await otatools(t, ['verify', image, '--key', pub, '--json']);
    assert.equal(resultOf<{ valid: boolean }>(json).valid, false);
  });

  test('an encrypted key needs its passphrase, from the environment', { timeout }, async (t) => {
    const image = imageFile(t);
    const encrypted = file(t, key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }).toString());
    const sign = ['sign', image, '--key', encrypted];
    const without = await otatools(t, sign);
    assert.equal(without.code, 9);
    assert.match(without.stderr, /OTATOOLS_KEY_PASSPHRASE/);
    assert.equal((await otatools(t, sign, { OTATOOLS_KEY_PASSPHRASE: 'wrong' })).code, 9);
    assert.equal((await otatools(t, sign, { OTATOOLS_KEY_PASSPHRASE: 'open sesame' })).code, 0);
    const name = path.join(temporaryFolder(t), 'made');
    await otatools(t, ['keygen', '--out', name, '--bits', '2048'], { OTATOOLS_KEY_PASSPHRASE: 'open sesame' });
    assert.match(readFileSync(`${name}.key`, 'utf8'), /^-----BEGIN ENCRYPTED PRIVATE KEY-----/);
  });

  test('a key that others can read is used, with a warning', { timeout, skip: !unix }, async (t) => {
    const open = file(t, privateKey);
    chmodSync(open, 0o644);
    const { code, stderr } = await otatools(t, ['sign', imageFile(t), '--key', open]);
    assert.equal(code, 0);
    assert.match(stderr, /Warning: other users .*chmod 600/);
  });

  test('what is no key ends with 9', { timeout }, async (t) => {
    const image = imageFile(t);
    for (const [verb, content] of [['sign', publicKey], ['sign', 'nonsense'], ['verify', privateKey], ['verify', 'nonsense']] as const) {
      assert.equal((await otatools(t, [verb, image, '--key', file(t, content)])).code, 9, `${verb} ${content.slice(0, 30)}`);
    }
    assert.equal((await otatools(t, ['sign', image, '--key', '/no/such/key'])).code, 9);
    assert.equal((await otatools(t, ['keygen', '--bits', '1024', '--out', path.join(temporaryFolder(t), 'k')])).code, 9);
  });

  test('upload --key puts the modulus on the board, --no-key takes it away, neither leaves it', { timeout }, async (t) => {
    const board = await startBoard(t);
    const upload = ['upload', '--device', deviceOf(board)];
    assert.equal((await otatools(t, [...upload, '--key', file(t, publicKey, 'k.pub')])).code, 0);
    assert.equal(configurationOn(board).key, modulusOf(key));
    assert.equal((await otatools(t, [...upload, '--fw-url', 'http://10.0.0.1/x'])).code, 0);
    assert.equal(configurationOn(board).key, modulusOf(key));
    assert.equal((await otatools(t, [...upload, '--key', file(t, publicKey), '--no-key'])).code, 8);
    assert.equal((await otatools(t, [...upload, '--key', file(t, privateKey)])).code, 9);
    assert.equal(configurationOn(board).key, modulusOf(key));
    assert.equal((await otatools(t, [...upload, '--no-key'])).code, 0);
    assert.equal(configurationOn(board).key, null);
  });

  test('update --key refuses an image that is not signed before it looks for the board', { timeout }, async (t) => {
    const update = ['update', imageFile(t), '--device', `socket://127.0.0.1:${await closedPort()}`, '--port', '0', '--key', file(t, publicKey)];
    const { code, stderr } = await otatools(t, update);
    assert.equal(code, 9);
    assert.match(stderr, /new\.app-bin\.manifest/);
  });

  test('openssl agrees with the signature', { timeout }, async (t) => {
    const image = imageFile(t);
    await otatools(t, ['sign', image, '--key', file(t, privateKey)]);
    const signature = readFileSync(`${image}.manifest`, 'utf8').split('\n')[1]!;
    const folder = temporaryFolder(t);
    for (const [name, content] of [['p', payloadOf(`${image}.manifest`)], ['s', Buffer.from(signature, 'hex')], ['k', publicKey]] as const) {
      writeFileSync(path.join(folder, name), content);
    }
    try {
      execFileSync('openssl', ['version'], { stdio: 'ignore' });
    } catch {
      t.skip('there is no openssl here');
      return;
    }
    assert.match(execFileSync('openssl', ['dgst', '-sha256', '-verify', 'k', '-signature', 's', 'p'], { cwd: folder }).toString(), /Verified OK/);
  });
});

describe('over JSON-RPC', () => {
  let sidecar: Sidecar;

  before(async () => {
    sidecar = await Sidecar.start();
  });

  after(() => sidecar.kill());

  test('a generated key signs, and a board with its public key takes what it signed', { timeout }, async (t) => {
    const made = await sidecar.request<{ privateKey: string; publicKey: string; fingerprint: string }>('otatools/signing/generate', { bits: 2048 });
    assert.equal(modulusOfPem(made.privateKey), made.publicKey);
    const firmware = imageFile(t);
    const signed = await sidecar.request<Signed>('otatools/signing/sign', { firmware, privateKey: made.privateKey, sequence: 12 });
    assert.deepEqual(signed, { manifest: `${firmware}.manifest`, sequence: 12, fingerprint: made.fingerprint });
    const bench = await SignedBench.start(t);
    await bench.accepts(readFileSync(signed.manifest), made.publicKey, 'image', payloadOf(signed.manifest));
  });

  test('3072 bits are the default', { timeout }, async () => {
    const { publicKey: made } = await sidecar.request<{ publicKey: string }>('otatools/signing/generate', {});
    assert.equal(made.length, 768);
  });

  test('upload takes the public key as PEM or modulus, and an empty one removes it', { timeout }, async (t) => {
    const board = await startBoard(t);
    const upload = (sent?: string): Promise<unknown> =>
      sidecar.request('otatools/scripts/upload', { device: deviceOf(board), timeoutSeconds: 20, ...(sent === undefined ? {} : { publicKey: sent }) });
    for (const [sent, kept] of [[publicKey, modulusOf(key)], [undefined, modulusOf(key)], ['', null], [modulusOf(key), modulusOf(key)]] as const) {
      await upload(sent);
      assert.equal(configurationOn(board).key, kept);
    }
    assert.equal((await refusal(upload('nonsense'))).data?.reason, 'SigningKeyUnusable');
    assert.equal((await refusal(upload(privateKey))).data?.reason, 'SigningKeyUnusable');
  });

  const failures: [string, string, object][] = [
    ['SigningKeyUnusable', 'otatools/signing/generate', { bits: 1000 }],
    ['SigningKeyUnusable', 'otatools/signing/sign', { privateKey: publicKey }],
    ['SigningKeyPassphrase', 'otatools/signing/sign', { privateKey: key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }) }],
    ['ManifestNotWritten', 'otatools/signing/sign', { privateKey, sequence: -1 }],
    ['FirmwareUnreadable', 'otatools/signing/sign', { privateKey, firmware: '/no/such/file' }],
    ['ManifestInvalid', 'otatools/update/run', { device: 'socket://127.0.0.1:1', port: 0, publicKey }],
  ];
  for (const [reason, method, params] of failures) {
    test(`${method} fails with ${reason}: ${Object.keys(params).join(', ')}`, { timeout }, async (t) => {
      const error = await refusal(sidecar.request(method, { firmware: imageFile(t), ...params }));
      assert.equal(error.data?.reason, reason);
    });
  }
});

function modulusOfPem(pem: string): string {
  return Buffer.from(createPublicKey(pem).export({ format: 'jwk' }).n!, 'base64url').toString('hex');
}
