import path from 'node:path';
import { CancellationError, l10n, type QuickPickItem, window } from 'vscode';
import { Failure, ways } from '../../infrastructure/failure';
import type { Memory } from '../../infrastructure/memory';
import { secretString } from '../../server/secret';
import type { Sidecar } from '../../server/sidecar';
import type { FirmwareUrl } from '../firmware/firmware-url';
import { exportKey, importKey } from './key-files';
import { generateKey, type KeyPair } from './key-pair';
import type { SigningKey } from './signing-key';

/** The key that signs firmware, and which boards ask for its signature. */
export class Signing {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly memory: Memory,
    private readonly key: SigningKey,
    private readonly firmwareUrl: FirmwareUrl,
  ) {}

  /** Generate Signing Key…: makes one, or shows what can be done with the one there is. */
  async manage(): Promise<void> {
    const pair = await this.key.get();
    const chosen = await window.showQuickPick(pair === undefined ? this.beginnings() : [...this.uses(pair), ...this.beginnings()], {
      title: l10n.t('Signing Key'),
      placeHolder: pair === undefined ? l10n.t('There is no key yet') : l10n.t('Fingerprint {0}', pair.fingerprint),
      ignoreFocusOut: true,
    });
    await chosen?.run(pair);
  }

  /** Sign Firmware…: writes the manifest beside an image. */
  async sign(): Promise<void> {
    const pair = await this.require();
    const { manifest, sequence } = await this.signFile(await this.firmwareUrl.chooseFile(l10n.t('The image to sign')), pair);
    void window.showInformationMessage(l10n.t('Signed as number {0}: {1}. Boards refuse images with lower numbers from then on.', sequence, path.basename(manifest)));
  }

  /** Signs an image where boards of this folder ask for it: they would refuse it otherwise. */
  async signForBoards(file: string): Promise<void> {
    if (this.memory.boardsAskForSignature === true) {
      await this.signFile(file, await this.require());
    }
  }

  /** What an upload says to the board of the key; nothing leaves the board's own. */
  async forUpload(): Promise<{ publicKey?: string }> {
    const asks = this.memory.boardsAskForSignature;
    return asks === undefined ? {} : { publicKey: asks ? (await this.require()).publicKey : '' };
  }

  /**
   * The key for a release: asked about where boards of this folder would take it unsigned too.
   * @returns Nothing for an unsigned one.
   */
  async forPublishing(): Promise<{ privateKey?: string }> {
    if (this.memory.boardsAskForSignature === true) {
      return { privateKey: secretString((await this.require()).privateKey) };
    }
    const pair = await this.key.get();
    if (pair === undefined) {
      return {};
    }
    const sign = { label: `$(lock) ${l10n.t('Sign it')}`, description: pair.fingerprint, detail: l10n.t('Boards that know the key take only what is signed with it.') };
    const leave = { label: `$(unlock) ${l10n.t('Publish it unsigned')}`, detail: l10n.t('Boards that know a key refuse it.') };
    const chosen = await window.showQuickPick([sign, leave], { title: l10n.t('Sign the release with the key in the secret storage?'), ignoreFocusOut: true });
    if (chosen === undefined) {
      throw new CancellationError();
    }
    return chosen === sign ? { privateKey: secretString(pair.privateKey) } : {};
  }

  /** The key for a change to what was signed before; nothing where it was not. */
  async forSigned(isSigned: boolean): Promise<{ privateKey?: string }> {
    return isSigned ? { privateKey: secretString((await this.require()).privateKey) } : {};
  }

  private beginnings(): Row[] {
    return [
      { label: `$(key) ${l10n.t('Generate a new key')}`, detail: 'RSA 3072', run: (before) => this.replace(before, generateKey) },
      { label: `$(folder-opened) ${l10n.t('Import a key from a file…')}`, detail: 'PEM', run: (before) => this.replace(before, importKey) },
    ];
  }

  private uses(pair: KeyPair): Row[] {
    const asks = this.memory.boardsAskForSignature === true;
    return [
      asks
        ? { label: `$(unlock) ${l10n.t('Let boards take unsigned firmware')}`, detail: l10n.t('The next upload or update removes the public key from the board.'), run: () => this.memory.rememberBoardsAskForSignature(false) }
        : { label: `$(lock) ${l10n.t('Let boards take only firmware signed with this key')}`, detail: l10n.t('The next upload or update puts the public key on the board.'), run: () => this.memory.rememberBoardsAskForSignature(true) },
      { label: `$(save-as) ${l10n.t('Export the private key to a file…')}`, detail: l10n.t('For a backup, another computer, or CI'), run: () => exportKey(pair) },
    ];
  }

  private async replace(before: KeyPair | undefined, make: () => Promise<KeyPair>): Promise<void> {
    if (before !== undefined) {
      const replace = l10n.t('Replace');
      const detail = l10n.t('Boards that ask for its signature take nothing signed with another key. Export it first if there may be such boards.');
      if ((await window.showWarningMessage(l10n.t('Replace the signing key {0}?', before.fingerprint), { modal: true, detail }, replace)) !== replace) {
        throw new CancellationError();
      }
    }
    const pair = await make();
    await this.key.set(pair);
    const only = l10n.t('Signed Firmware Only');
    const message = l10n.t('The signing key {0} is in the secret storage. Shall boards that you upload to or update from this folder take only firmware signed with it?', pair.fingerprint);
    const answer = await window.showInformationMessage(message, only, l10n.t('Not Now'));
    if (answer === only) {
      await this.memory.rememberBoardsAskForSignature(true);
    }
  }

  private async require(): Promise<KeyPair> {
    const pair = await this.key.get();
    if (pair === undefined) {
      throw new Failure(l10n.t('There is no signing key in the secret storage of this computer. Generate one, or import the one that your boards know.'), [ways.signingKey()]);
    }
    return pair;
  }

  private signFile(firmware: string, { privateKey }: KeyPair): Promise<{ manifest: string; sequence: number }> {
    return this.sidecar.request('otatools/signing/sign', { firmware, privateKey: secretString(privateKey) });
  }
}

interface Row extends QuickPickItem {
  run(before: KeyPair | undefined): Promise<void>;
}
