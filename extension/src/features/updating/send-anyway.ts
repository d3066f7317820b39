import { CancellationError, l10n, window } from 'vscode';
import { Failure } from '../../infrastructure/failure';
import { waysOfFinding } from '../../infrastructure/ways-out';
import { isRpcError } from '../../server/rpc-error';

/** Sends an image; where something speaks against it that cannot cost the board, a person decides. */
export async function withSendAnywayAsked<T>(file: string, run: (force: boolean) => Promise<T>): Promise<T> {
  try {
    return await run(false);
  } catch (error) {
    const finding = isRpcError(error) ? error.data?.finding : undefined;
    if (finding === undefined) {
      throw error;
    }
    if (!finding.forcible) {
      throw new Failure((error as Error).message, waysOfFinding(finding, file));
    }
    const send = l10n.t('Send Anyway');
    if ((await window.showWarningMessage((error as Error).message, { modal: true }, send)) !== send) {
      throw new CancellationError();
    }
    return await run(true);
  }
}
