import { l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import { Failure, offer, ways } from '../../infrastructure/failure';
import type { Wifi } from '../scripts/wifi';
import { applyEdits, rangeOf, type WireRange } from './document-edits';
import { jsonLiteral, type Literal, pythonLiteral } from './literal';

/** Where a password and its network's name stand, quotes included. */
export interface PasswordPlace {
  readonly uri: string;
  readonly password: WireRange;
  readonly ssid?: WireRange;
}

/** Takes a Wi-Fi password out of a file and into the secret storage. The sidecar says only where it stands. */
export async function movePassword(wifi: Wifi, place: PasswordPlace): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(place.uri));
  const password = literalAt(document, place.password);
  if (password === undefined || password.value === '') {
    throw new Failure(l10n.t('There is no password in that place any more. Ask for the fix again.'));
  }
  const ssid = place.ssid && literalAt(document, place.ssid)?.value;
  const network = await wifi.adopt(ssid, password.value);
  // The version that was read: what a person types meanwhile, in the question for the SSID, is not overwritten.
  if (literalAt(document, place.password)?.value !== password.value || !(await applyEdits({ uri: place.uri, edits: [{ range: place.password, newText: password.emptied }] }))) {
    throw new Failure(l10n.t('The password of "{0}" is in the secret storage now, but the file could not be changed: empty the password there yourself.', network));
  }
  void offer(
    window.showInformationMessage(
      l10n.t(
        'The password of "{0}" is in the secret storage of this computer now, and "Upload Device Scripts" puts it on the board. Save the file. If it was committed before, the history of git still has the password: change it in the network too.',
        network,
      ),
      ways.uploadScripts(),
    ),
  );
}

function literalAt(document: TextDocument, range: WireRange): Literal | undefined {
  const text = document.getText(rangeOf(range));
  return document.languageId.startsWith('json') || /\.json$/i.test(document.fileName) ? jsonLiteral(text) : pythonLiteral(text);
}
