import { MarkdownString } from 'vscode';
import type { CardRow, WatchedFirmware } from '../../server/protocol';

/** A file's tooltip. What comes out of a file or its name is text, never markup. */
export function cardOf(file: WatchedFirmware, rows: readonly CardRow[]): MarkdownString {
  const card = new MarkdownString('', true);
  card.appendMarkdown('**').appendText(file.relative).appendMarkdown('**\n\n');
  for (const { severity, message } of file.verdict?.findings ?? []) {
    card.appendMarkdown(`$(${severity === 'remark' ? 'info' : severity}) `).appendText(message).appendMarkdown('\n\n');
  }
  if (file.unreadable !== undefined) {
    card.appendMarkdown('$(error) ').appendText(file.unreadable).appendMarkdown('\n\n');
  }
  for (const { label, value } of rows) {
    card.appendMarkdown('- ').appendText(`${label}: ${value}`).appendMarkdown('\n');
  }
  return card;
}
