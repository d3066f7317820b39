import { constants, createPublicKey, generateKeyPairSync, type KeyObject, sign as signed } from 'node:crypto';

export type Key = KeyObject;

export const image = { kind: 'image', sha256: '5a'.repeat(32), size: 1_234_567, chip: 0, sequence: 7 };

export const scripts = {
  kind: 'scripts', version: '0.2.0', sequence: 9,
  files: [{ name: 'ota.py', sha256: 'ab'.repeat(32), size: 4000 }, { name: 'ota_net.py', sha256: 'cd'.repeat(32), size: 65536 }],
};

const keys = new Map<string, KeyObject>();

/** Keys that are not `fresh` are shared by size: to make one takes a while. */
export function newKey(modulusLength: number, fresh = true, publicExponent = 65537): KeyObject {
  const name = `${modulusLength}/${publicExponent}`;
  const known = fresh ? undefined : keys.get(name);
  const key = known ?? generateKeyPairSync('rsa', { modulusLength, publicExponent }).privateKey;
  keys.set(name, key);
  return key;
}

/** Big-endian, in hexadecimal, as /ota.json has it. */
export function modulusOf(key: KeyObject): string {
  return Buffer.from(createPublicKey(key).export({ format: 'jwk' }).n!, 'base64url').toString('hex');
}

export const payload = (value: object): string => JSON.stringify(value);

export function sign(text: string | Buffer, key: KeyObject, hash = 'sha256', pss = false): Buffer {
  return signed(hash, Buffer.from(text), { key, padding: pss ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING });
}

export function manifest(text: string | Buffer, key?: KeyObject): Buffer {
  return Buffer.concat([Buffer.from(`OTATOOLS-MANIFEST-1\n${key ? sign(text, key).toString('hex') : '-'}\n`), Buffer.from(text)]);
}

export const imageManifest = (key: KeyObject): Buffer => manifest(payload(image), key);
