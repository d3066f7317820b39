import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { generateKey, isEncrypted, readKey } from '../../../extension/src/features/signing/key-pair';

const encrypted = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'correct' } as const;
const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;

test('a new key is RSA 3072, and its public part is the modulus that boards keep', async () => {
  const { privateKey, publicKey, fingerprint } = await generateKey();
  assert.match(privateKey, /^-----BEGIN PRIVATE KEY-----\n/);
  assert.match(publicKey, /^[0-9a-f]{768}$/);
  const { n, e } = createPublicKey(privateKey).export({ format: 'jwk' });
  assert.deepEqual([Buffer.from(n!, 'base64url').toString('hex'), e], [publicKey, 'AQAB']);
  assert.match(fingerprint, /^[0-9a-f]{32}$/);
  assert.deepEqual(readKey(privateKey), { privateKey, publicKey, fingerprint });
});

test('an encrypted key is read with its passphrase and kept without', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding, privateKeyEncoding: encrypted });
  assert.ok(isEncrypted(privateKey));
  assert.equal(readKey(privateKey, 'wrong'), undefined);
  assert.equal(readKey(privateKey), undefined);
  const pair = readKey(privateKey, 'correct')!;
  assert.equal(isEncrypted(pair.privateKey), false);
  assert.equal(pair.publicKey.length, 512);
});

test('keys that boards do not take are none', () => {
  const privateKeyEncoding = { type: 'pkcs8', format: 'pem' } as const;
  const keys = [
    generateKeyPairSync('rsa', { modulusLength: 1024, publicKeyEncoding, privateKeyEncoding }).privateKey,
    generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3, publicKeyEncoding, privateKeyEncoding }).privateKey,
    generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding, privateKeyEncoding }).privateKey,
    generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding, privateKeyEncoding }).publicKey,
    'no key at all',
    '',
  ];
  assert.deepEqual(keys.map((key) => readKey(key)), keys.map(() => undefined));
});
