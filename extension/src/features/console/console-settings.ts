import { l10n, window } from 'vscode';
import { offer, ways } from '../../infrastructure/failure';
import { readSettings } from '../../infrastructure/settings';
import { parseFilter } from './line-filter';
import type { LineOptions } from './line-view';

/** How the settings want the console's lines; a filter that is none is told once, until there is a good one. */
export class ConsoleSettings {
  private told = false;

  read(): LineOptions {
    const { consoleTimestamps: timestamps, consoleFilter } = readSettings();
    const { filter, problem } = parseFilter(consoleFilter);
    if (problem !== undefined && !this.told) {
      const message = l10n.t('The setting otaTools.console.filter is no regular expression, and all lines are shown. {0}', problem);
      void offer(window.showWarningMessage(message, ways.openSetting('otaTools.console.filter')));
    }
    this.told = problem !== undefined;
    return { timestamps, filter };
  }
}
