import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

const BITS = 3072;

export interface KeyPair {
  /** PEM, PKCS #8. */
  readonly privateKey: string;
  /** The modulus in hexadecimal, as a board keeps it. */
  readonly publicKey: string;
  /** As `otatools keygen` says it: the first 16 bytes of the modulus's SHA-256. */
  readonly fingerprint: string;
}

/** Made here and not by the sidecar, so that it crosses no wire on which it could be traced. */
export async function generateKey(): Promise<KeyPair> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: BITS, publicExponent: 0x10001 });
  return pairOf(privateKey)!;
}

/** A private key from a file; undefined where it is none that boards take: RSA of 2048 to 4096 bits with the exponent 65537. */
export function readKey(pem: string, passphrase?: string): KeyPair | undefined {
  try {
    return pairOf(createPrivateKey({ key: pem, ...(passphrase !== undefined && { passphrase }) }));
  } catch {
    return undefined;
  }
}

export function isEncrypted(pem: string): boolean {
  return /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
}

function pairOf(key: KeyObject): KeyPair | undefined {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa' || bits < 2048 || bits > 4096 || key.asymmetricKeyDetails?.publicExponent !== 0x10001n) {
    return undefined;
  }
  const modulus = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).n!, 'base64url');
  return {
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }) as string,
    publicKey: modulus.toString('hex'),
    fingerprint: createHash('sha256').update(modulus).digest('hex').slice(0, 32),
  };
}
