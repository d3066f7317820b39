import { CancellationError, l10n, window } from 'vscode';
import { ErrorCode } from '../../server/protocol';
import { isRpcError } from '../../server/rpc-error';

/** What a person agreed to. */
export interface Consent {
  /** In spite of what speaks against the image, or of its having been withdrawn. */
  readonly force?: true;
  /** Unsigned, where boards were given something signed before. */
  readonly unsigned?: true;
}

/** Runs a request; where it is refused for a reason that a person may overrule, the person decides, once for each reason. */
export async function withConsent<T>(run: (consent: Consent) => Promise<T>): Promise<{ answer: T; consent: Consent }> {
  let consent: Consent = {};
  for (;;) {
    try {
      return { answer: await run(consent), consent };
    } catch (error) {
      const needed = neededFor(error);
      if (needed === undefined || Object.keys(needed.consent).every((key) => key in consent)) {
        throw error;
      }
      if ((await window.showWarningMessage((error as Error).message, { modal: true }, needed.button)) !== needed.button) {
        throw new CancellationError();
      }
      consent = { ...consent, ...needed.consent };
    }
  }
}

function neededFor(error: unknown): { consent: Consent; button: string } | undefined {
  if (!isRpcError(error)) {
    return undefined;
  }
  if (error.code === ErrorCode.PublishUnsigned) {
    return { consent: { unsigned: true }, button: l10n.t('Publish Unsigned') };
  }
  return error.code === ErrorCode.ReleaseWithdrawn || error.data?.finding?.forcible === true
    ? { consent: { force: true }, button: l10n.t('Publish Anyway') }
    : undefined;
}
