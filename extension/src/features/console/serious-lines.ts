import { l10n, window } from 'vscode';
import { offer, ways } from '../../infrastructure/failure';

const QUIET_MS = 60_000;

/** Tells of lines that mean trouble (a panic, a brown-out) to who does not look at the console; once in a while, for a board may crash for hours. */
export class SeriousLines {
  private told = -Infinity;

  tell(line: string, explanation: string): void {
    const now = Date.now();
    if (now - this.told >= QUIET_MS) {
      this.told = now;
      void offer(window.showWarningMessage(l10n.t('The board says "{0}": {1}', line.slice(0, 100), explanation), ways.showConsole()));
    }
  }
}
