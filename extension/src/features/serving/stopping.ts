import { CancellationError, l10n, ProgressLocation, window } from 'vscode';
import type { StoppedServing } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';

/** Seconds: longer than any download takes; Cancel is in its notification. */
const LONGEST_WAIT = 3600;

/** Stops serving. Where boards download, a person says what becomes of them; `undefined` where it is served on. */
export async function stopServing(sidecar: Sidecar, downloading: number): Promise<StoppedServing | undefined> {
  if (downloading === 0) {
    return await sidecar.request('otatools/serving/stop', { cut: true });
  }
  const wait = l10n.t('Wait for Them');
  const cut = l10n.t('Stop Now');
  const answer = await window.showWarningMessage(
    downloading === 1 ? l10n.t('1 board is downloading') : l10n.t('{0} boards are downloading', downloading),
    { modal: true, detail: l10n.t('A board that is cut off goes on where it was, once this folder is served again.') },
    wait, cut,
  );
  if (answer === cut) {
    return await sidecar.request('otatools/serving/stop', { cut: true });
  }
  return answer === wait ? await waitFor(sidecar) : undefined;
}

async function waitFor(sidecar: Sidecar): Promise<StoppedServing | undefined> {
  return await window.withProgress(
    { location: ProgressLocation.Notification, cancellable: true, title: l10n.t('Serving stops when the boards that download now are done') },
    async (_, token) => {
      try {
        return await sidecar.request('otatools/serving/stop', { wait: LONGEST_WAIT }, token);
      } catch (error) {
        if (token.isCancellationRequested || error instanceof CancellationError) {
          return undefined;
        }
        throw error;
      }
    },
  );
}
