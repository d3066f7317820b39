import { CancellationError, l10n, window } from 'vscode';
import { messageOf } from '../../infrastructure/failure';
import { isRpcError } from '../../server/rpc-error';

/** Runs work that is refused unless a person says so; asks only where sending cannot cost the board. */
export async function withForceAsked<T>(work: (force: boolean) => Promise<T>): Promise<T> {
  try {
    return await work(false);
  } catch (error) {
    if (!isRpcError(error) || error.data?.finding?.forcible !== true) {
      throw error;
    }
    const send = l10n.t('Send It Anyway');
    if ((await window.showWarningMessage(messageOf(error), { modal: true }, send)) !== send) {
      throw new CancellationError();
    }
    return await work(true);
  }
}
