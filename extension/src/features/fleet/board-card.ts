import { MarkdownString } from 'vscode';
import type { FleetBoard, RolloutState } from '../../server/protocol';
import { detailsOf } from './board-details';
import { labelOf } from './board-row';

/** A board's tooltip. What a board tells of itself is text, never markup. */
export function boardCard(board: FleetBoard): MarkdownString {
  const card = new MarkdownString('', true);
  card.appendMarkdown('**').appendText(labelOf(board)).appendMarkdown('**\n\n').appendText(board.summary).appendMarkdown('\n\n');
  for (const { label, value } of detailsOf(board)) {
    card.appendMarkdown('- ').appendText(`${label}: ${value}`).appendMarkdown('\n');
  }
  return card;
}

/** A rollout's tooltip: its state, and which boards failed. */
export function rolloutCard(title: string, { path, summary, failures }: RolloutState): MarkdownString {
  const card = new MarkdownString('', true);
  card.appendMarkdown('**').appendText(title).appendMarkdown('**\n\n').appendText(path).appendMarkdown('\n\n').appendText(summary).appendMarkdown('\n\n');
  for (const { board, name, reason } of failures) {
    card.appendMarkdown('- ').appendText(`${name ?? board}: ${reason}`).appendMarkdown('\n');
  }
  return card;
}
