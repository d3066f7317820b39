import { CancellationError, l10n, ProgressLocation, window } from 'vscode';
import { messageOf } from '../../infrastructure/failure';
import { ErrorCode } from '../../server/protocol';
import { isRpcError } from '../../server/rpc-error';

/** Writes a file; where another one is in its place, asks before that is lost. */
export async function replacingAsked<T>(write: (overwrite: boolean) => Promise<T>): Promise<T> {
  try {
    return await write(false);
  } catch (error) {
    if (!isRpcError(error) || error.code !== ErrorCode.FirmwareFileExists) {
      throw error;
    }
    const replace = l10n.t('Replace');
    if ((await window.showWarningMessage(messageOf(error), { modal: true }, replace)) !== replace) {
      throw new CancellationError();
    }
    return await write(true);
  }
}

/** Done within a second: a notification would stay longer than the work. */
export async function inStatusBar<T>(title: string, work: () => Promise<T>): Promise<T> {
  return await window.withProgress({ location: ProgressLocation.Window, title }, work);
}
