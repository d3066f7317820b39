import { l10n, type OutputChannel, type QuickPickItem, window } from 'vscode';
import { offer, ways, type WayOut } from '../../infrastructure/failure';
import type { Board, ReportedBoard } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import { BadNews } from './bad-news';
import { describeBoard, iconOf } from './board-text';

/** What boards told of themselves when they asked for firmware: a list to look at, lines in the channel of requests, and bad news. */
export class Boards {
  private readonly badNews = new BadNews();

  constructor(
    private readonly sidecar: Sidecar,
    private readonly requests: OutputChannel,
  ) {
    sidecar.on('otatools/serving/board', (board) => this.onBoard(board));
  }

  /** Show Boards: one row a board; the chosen one in full in the channel of requests. */
  async show(): Promise<void> {
    const { boards } = await this.sidecar.request('otatools/serving/boards', undefined);
    if (boards.length === 0) {
      void offer(window.showInformationMessage(l10n.t('No board has asked this computer for firmware yet. A board asks at each start, once firmware is served.'), ...waysToServe()));
      return;
    }
    const rows = boards.map((board): QuickPickItem & { board: Board } => ({
      label: `$(${iconOf(board)}) ${board.id}`,
      description: describeBoard(board),
      detail: sentenceOf(board),
      board,
    }));
    const chosen = await window.showQuickPick(rows, {
      title: l10n.t('Boards'),
      placeHolder: l10n.t('The boards that asked for firmware; choose one to see all of it'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen !== undefined) {
      this.requests.appendLine(detailsOf(chosen.board).join('\n'));
      this.requests.show(true);
    }
  }

  private onBoard(board: ReportedBoard): void {
    if (board.line !== undefined) {
      this.requests.appendLine(board.line);
    }
    if (this.badNews.take(board)) {
      const show: WayOut = { title: l10n.t('Show Boards'), command: 'otaTools.showBoards' };
      void offer(window.showWarningMessage(l10n.t('Board {0}: {1}', board.id, sentenceOf(board)), show));
    }
  }
}

function waysToServe(): readonly WayOut[] {
  return [ways.startServing(), ways.checkConnection()];
}

/** What became of it, in a sentence. */
function sentenceOf({ downloading, state, offered, image, outcome }: Board): string {
  if (downloading !== undefined) {
    return l10n.t('Downloading, {0} %', downloading);
  }
  if (state === 'PENDING_VERIFY') {
    return l10n.t('On trial: the new firmware has yet to prove itself');
  }
  if (outcome === undefined) {
    return offered !== undefined && offered.image === image ? l10n.t('It runs what it is offered') : l10n.t('Nothing is known of an update');
  }
  const what = outcome.version ?? outcome.image ?? l10n.t('an image');
  const reason = outcome.reason ?? l10n.t('no reason was given');
  switch (outcome.result) {
    case 'updated':
      return l10n.t('Updated to {0}', what);
    case 'refused':
      return l10n.t('It refused {0}: {1}', what, reason);
    case 'failed':
      return l10n.t('It did not get {0}: {1}', what, reason);
    case 'rolledBack':
      return l10n.t('{0} did not prove itself, and the board went back: {1}', what, reason);
    case 'leftAlone':
      return l10n.t('It leaves {0} alone: {1}', what, reason);
  }
}

function detailsOf(board: Board): string[] {
  const { offered } = board;
  const rows: [string, string | undefined][] = [
    [l10n.t('address'), board.address],
    [l10n.t('last seen'), new Date(board.lastSeen).toLocaleString()],
    [l10n.t('firmware'), [board.version, board.slot, board.state, board.image].filter(Boolean).join(' · ')],
    [l10n.t('device scripts'), board.scripts],
    [l10n.t('offered'), offered && [offered.version, offered.path, offered.image].filter(Boolean).join(' · ')],
    [l10n.t('outcome'), sentenceOf(board)],
  ];
  return [l10n.t('Board {0}', board.id), ...rows.filter(([, value]) => value).map(([name, value]) => `  ${name}: ${value}`)];
}
