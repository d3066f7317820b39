import { CancellationError, l10n, window } from 'vscode';
import { ErrorCode, type ForeignBootPy } from '../../server/protocol';
import { isRpcError } from '../../server/rpc-error';

/** Runs work that meets a boot.py which is not ours: asks a person what becomes of it, then runs it again. */
export async function withBootPyAsked<T>(work: (bootPy: ForeignBootPy) => Promise<T>): Promise<T> {
  try {
    return await work('refuse');
  } catch (error) {
    if (isRpcError(error) && error.code === ErrorCode.BootPyForeign) {
      return await work(await askForBootPy());
    }
    throw error;
  }
}

async function askForBootPy(): Promise<ForeignBootPy> {
  const chosen = await window.showQuickPick<{ label: string; detail: string; bootPy: ForeignBootPy }>(
    [
      { label: l10n.t('Put our lines in front of it'), detail: l10n.t('Your boot.py runs as before, after the check for updates.'), bootPy: 'hook' },
      { label: l10n.t('Replace it'), detail: l10n.t('It is kept as /boot.py.bak.'), bootPy: 'replace' },
      { label: l10n.t('Leave it alone'), detail: l10n.t('Updates start only where your program calls "import ota; ota.run()".'), bootPy: 'keep' },
    ],
    { title: l10n.t('The board has a boot.py of its own'), placeHolder: l10n.t('Nothing has been changed yet'), ignoreFocusOut: true },
  );
  if (chosen === undefined) {
    throw new CancellationError();
  }
  return chosen.bootPy;
}
