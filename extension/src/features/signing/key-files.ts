import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CancellationError, l10n, type Uri, window } from 'vscode';
import { Failure } from '../../infrastructure/failure';
import { isEncrypted, readKey, type KeyPair } from './key-pair';

/** Asks for a PEM file with a private key, and for its passphrase where it is encrypted. */
export async function importKey(): Promise<KeyPair> {
  const [file] = (await window.showOpenDialog({ title: l10n.t('Import a signing key'), openLabel: l10n.t('Import'), canSelectMany: false })) ?? [];
  if (file === undefined) {
    throw new CancellationError();
  }
  const pem = await readFile(file.fsPath, 'utf8');
  const pair = readKey(pem, isEncrypted(pem) ? await askPassphrase(file) : undefined);
  if (pair === undefined) {
    throw new Failure(l10n.t('{0} holds no key that boards take (RSA of 2048 to 4096 bits, as PEM), or its passphrase is another one.', path.basename(file.fsPath)));
  }
  return pair;
}

/** Writes the private key to a file that only its owner can read. */
export async function exportKey({ privateKey }: KeyPair): Promise<void> {
  const file = await window.showSaveDialog({ title: l10n.t('Export the private signing key'), saveLabel: l10n.t('Export'), filters: { PEM: ['key', 'pem'] } });
  if (file === undefined) {
    throw new CancellationError();
  }
  // A file of that name may be readable by others; a new one in its place is not.
  const temporary = `${file.fsPath}.${randomUUID()}`;
  try {
    await writeFile(temporary, privateKey, { mode: 0o600, flag: 'wx' });
    await rename(temporary, file.fsPath);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  void window.showWarningMessage(l10n.t('{0} holds the private key. Whoever has it can sign firmware for your boards: keep it away from the folder that is served, and out of version control.', file.fsPath));
}

async function askPassphrase(file: Uri): Promise<string> {
  const passphrase = await window.showInputBox({ title: l10n.t('Import a signing key'), prompt: l10n.t('Passphrase of {0}', path.basename(file.fsPath)), password: true, ignoreFocusOut: true });
  if (passphrase === undefined) {
    throw new CancellationError();
  }
  return passphrase;
}
