import type { SecretStorage } from 'vscode';
import type { KeyPair } from './key-pair';

const NAME = 'signing/key';

/** The one signing key of a person, in VS Code's secret storage: the same in every folder, since boards trust one key. */
export class SigningKey {
  constructor(private readonly secrets: SecretStorage) {}

  async get(): Promise<KeyPair | undefined> {
    const stored = await this.secrets.get(NAME);
    return stored === undefined ? undefined : (JSON.parse(stored) as KeyPair);
  }

  async set(pair: KeyPair): Promise<void> {
    await this.secrets.store(NAME, JSON.stringify(pair));
  }
}
