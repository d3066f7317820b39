import { CancellationError, l10n, window } from 'vscode';
import { setContext } from '../../infrastructure/context';
import { Failure } from '../../infrastructure/failure';
import type { Memory } from '../../infrastructure/memory';
import type { WifiPasswords } from '../../infrastructure/wifi-passwords';
import type { WifiNetwork } from '../../server/protocol';
import { secretString } from '../../server/secret';
import { passwordProblem, ssidProblem } from './wifi-rules';

/** The network that boards of this workspace join: the SSID is remembered here, the password in the secret storage. */
export class Wifi {
  constructor(
    private readonly memory: Memory,
    private readonly passwords: WifiPasswords,
  ) {}

  /** Asks for SSID and password. */
  async configure(): Promise<void> {
    const ssid = await this.askSsid();
    const password = await this.askPassword(ssid);
    await this.passwords.set(ssid, password);
    await this.memory.rememberSsid(ssid);
    setContext('wifiConfigured', true);
    window.setStatusBarMessage(l10n.t('Wi-Fi: {0}', ssid), 5000);
  }

  /**
   * Takes over a network that was written down elsewhere; asks for its name where that is none.
   * @returns Its name.
   */
  async adopt(written: string | undefined, password: string): Promise<string> {
    if (passwordProblem(password)) {
      throw new Failure(l10n.t('A Wi-Fi password has 8 to 64 bytes, or none for an open network.'));
    }
    const ssid = written === undefined || ssidProblem(written) ? await this.askSsid() : written;
    await this.passwords.set(ssid, password);
    await this.memory.rememberSsid(ssid);
    setContext('wifiConfigured', true);
    return ssid;
  }

  /** The network, for one request; asks where it is not known. Undefined keeps what the board has. */
  async require(): Promise<WifiNetwork | undefined> {
    if (this.memory.ssid === undefined) {
      const configure = l10n.t('Configure Wi-Fi…');
      const chosen = await window.showQuickPick([configure, l10n.t('Keep the network that the board has')], {
        title: l10n.t('No Wi-Fi is configured for this folder'),
        ignoreFocusOut: true,
      });
      if (chosen === undefined) {
        throw new CancellationError();
      }
      if (chosen !== configure) {
        return undefined;
      }
      await this.configure();
    }
    const ssid = this.memory.ssid!;
    let password = await this.passwords.get(ssid);
    if (password === undefined) {
      password = await this.askPassword(ssid);
      await this.passwords.set(ssid, password);
    }
    return { ssid, password: secretString(password) };
  }

  /** Removes the password from the secret storage; the board keeps its own copy. */
  async forget(): Promise<void> {
    const { ssid } = this.memory;
    if (ssid === undefined) {
      void window.showInformationMessage(l10n.t('No Wi-Fi is configured for this folder.'));
      return;
    }
    await this.passwords.forget(ssid);
    await this.memory.rememberSsid(undefined);
    setContext('wifiConfigured', false);
    void window.showInformationMessage(l10n.t('The password of "{0}" is removed from this computer. A board that has it keeps it, in /ota.json.', ssid));
  }

  private async askSsid(): Promise<string> {
    const ssid = await window.showInputBox({
      title: l10n.t('Configure Wi-Fi (1/2)'),
      prompt: l10n.t('Name (SSID) of the network. The ESP32 joins 2.4 GHz only.'),
      value: this.memory.ssid ?? '',
      ignoreFocusOut: true,
      validateInput: (value) => (ssidProblem(value) ? l10n.t('An SSID has 1 to 32 bytes.') : undefined),
    });
    if (ssid === undefined) {
      throw new CancellationError();
    }
    return ssid;
  }

  private async askPassword(ssid: string): Promise<string> {
    const password = await window.showInputBox({
      title: l10n.t('Configure Wi-Fi (2/2)'),
      prompt: l10n.t('Password of "{0}"; leave it empty for an open network. It is kept in the secret storage, not in a file.', ssid),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) => (passwordProblem(value) ? l10n.t('A Wi-Fi password has 8 to 64 bytes, or none for an open network.') : undefined),
    });
    if (password === undefined) {
      throw new CancellationError();
    }
    return password;
  }
}
