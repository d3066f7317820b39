import type { SecretStorage } from 'vscode';

/** What signs requests to an object store. */
export interface ObjectStoreKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The bucket that a key is for; without an endpoint it is one of AWS. */
export interface BucketName {
  readonly endpoint?: string;
  readonly bucket?: string;
}

/** Keys of object stores, by bucket, in VS Code's secret storage and nowhere else. */
export class ObjectStoreKeys {
  constructor(private readonly secrets: SecretStorage) {}

  async get(of: BucketName): Promise<ObjectStoreKey | undefined> {
    const stored = await this.secrets.get(nameOf(of));
    return stored === undefined ? undefined : (JSON.parse(stored) as ObjectStoreKey);
  }

  async set(of: BucketName, key: ObjectStoreKey): Promise<void> {
    await this.secrets.store(nameOf(of), JSON.stringify(key));
  }

  async forget(of: BucketName): Promise<void> {
    await this.secrets.delete(nameOf(of));
  }
}

function nameOf({ endpoint = 'aws', bucket = '' }: BucketName): string {
  return `s3/${endpoint}/${bucket}`;
}
