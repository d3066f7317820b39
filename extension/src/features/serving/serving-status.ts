import { l10n, MarkdownString, StatusBarAlignment, type StatusBarItem, window } from 'vscode';
import type { ServingState } from '../../server/protocol';

/** The status-bar item that shows and toggles serving. */
export class ServingStatus {
  private readonly item: StatusBarItem = window.createStatusBarItem('serving', StatusBarAlignment.Left, 10);

  constructor() {
    this.item.name = l10n.t('OTA Tools: Serving');
    this.item.command = 'otaTools.toggleServing';
  }

  /** Not before: any Python file brings the extension up. */
  reveal(): void {
    this.item.show();
  }

  show(state: ServingState | undefined, downloads: { boards: number; percent: number } | undefined): void {
    if (!state?.serving) {
      this.set('circle-slash', l10n.t('OTA: not serving'), l10n.t('Firmware is not being served. Click to start.'));
    } else {
      const { url, root } = state;
      const tooltip = new MarkdownString(l10n.t('Serving **{0}**', root ?? ''));
      tooltip.appendMarkdown(`\n\n${url}\n\n${l10n.t('Click to stop.')}`);
      if (downloads === undefined) {
        this.set('broadcast', l10n.t('OTA: serving on {0}', state.port ?? 0), tooltip);
      } else {
        const { boards, percent } = downloads;
        this.set('sync~spin', boards === 1 ? l10n.t('OTA: 1 board downloading, {0} %', percent) : l10n.t('OTA: {0} boards downloading, {1} %', boards, percent), tooltip);
      }
    }
  }

  dispose(): void {
    this.item.dispose();
  }

  private set(icon: string, text: string, tooltip: string | MarkdownString): void {
    this.item.text = `$(${icon}) ${text}`;
    this.item.tooltip = tooltip;
    this.item.accessibilityInformation = { label: text, role: 'button' };
  }
}
