import { CancellationError, l10n, window } from 'vscode';
import { Failure, ways } from '../../infrastructure/failure';
import { waysOfFinding } from '../../infrastructure/ways-out';
import type { ImageVerdict } from '../../server/protocol';

/**
 * A file that a board cannot take is refused with the reason.
 * @param name What it is called in messages.
 */
export function requireUsable(name: string, file: string, verdict: ImageVerdict | undefined, unreadable?: string): asserts verdict {
  const [worst] = verdict?.findings ?? [];
  if (verdict?.usable !== true) {
    throw new Failure(l10n.t('{0} cannot be installed over the air. {1}', name, worst?.message ?? unreadable ?? ''), worst === undefined ? [ways.chooseImage()] : waysOfFinding(worst, file));
  }
}

/** The same; and a file that a board had better not take needs a person's word. */
export async function accept(name: string, file: string, verdict: ImageVerdict | undefined, unreadable?: string): Promise<void> {
  requireUsable(name, file, verdict, unreadable);
  const [worst] = verdict.findings;
  if (worst?.severity === 'warning') {
    const anyway = l10n.t('Use It Anyway');
    if ((await window.showWarningMessage(name, { modal: true, detail: worst.message }, anyway)) !== anyway) {
      throw new CancellationError();
    }
  }
}
