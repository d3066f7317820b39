import type { SecretStorage } from 'vscode';

/** Wi-Fi passwords, by SSID, in VS Code's secret storage and nowhere else. An open network has an empty one. */
export class WifiPasswords {
  constructor(private readonly secrets: SecretStorage) {}

  async get(ssid: string): Promise<string | undefined> {
    const stored = await this.secrets.get(key(ssid));
    return stored === undefined ? undefined : (JSON.parse(stored) as string);
  }

  async set(ssid: string, password: string): Promise<void> {
    // As JSON: not every secret storage keeps an empty string.
    await this.secrets.store(key(ssid), JSON.stringify(password));
  }

  async forget(ssid: string): Promise<void> {
    await this.secrets.delete(key(ssid));
  }
}

function key(ssid: string): string {
  return `wifi/${ssid}`;
}
