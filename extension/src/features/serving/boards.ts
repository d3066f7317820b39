import { l10n, type OutputChannel, window } from 'vscode';
import { offer, ways } from '../../infrastructure/failure';
import type { BoardOutcome, ReportedBoard } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import { BadNews } from './bad-news';

/** Messages in sight at once: where many boards have bad news, the view "Boards" tells of the others. */
const MOST_MESSAGES = 3;

/** What boards tell when they ask for firmware: lines in the channel of requests, and bad news. */
export class Boards {
  private readonly badNews = new BadNews();
  private messages = 0;

  constructor(
    sidecar: Sidecar,
    private readonly requests: OutputChannel,
  ) {
    sidecar.on('otatools/serving/board', (board) => this.onBoard(board));
  }

  private onBoard(board: ReportedBoard): void {
    if (board.line !== undefined) {
      this.requests.appendLine(board.line);
    }
    if (this.badNews.take(board) && this.messages < MOST_MESSAGES) {
      this.messages++;
      void offer(window.showWarningMessage(l10n.t('Board {0}: {1}', board.id, sentenceOf(board.outcome!)), ways.showBoards())).finally(() => this.messages--);
    }
  }
}

/** Of an outcome that is bad news. */
function sentenceOf({ result, version, image, reason = l10n.t('no reason was given') }: BoardOutcome): string {
  const what = version ?? image ?? l10n.t('an image');
  return result === 'refused' ? l10n.t('It refused {0}: {1}', what, reason) : l10n.t('{0} did not prove itself, and the board went back: {1}', what, reason);
}
