import { Range, Uri, workspace, WorkspaceEdit } from 'vscode';

/** As the sidecar writes it into a command's arguments: LSP's. */
export interface WireRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface DocumentEdits {
  readonly uri: string;
  readonly edits: readonly { readonly range: WireRange; readonly newText: string }[];
}

export function rangeOf({ start, end }: WireRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** What a code lens or a fix wants done to a document: in the editor, where it can be undone, and not yet saved. */
export async function applyEdits({ uri, edits }: DocumentEdits): Promise<boolean> {
  const edit = new WorkspaceEdit();
  for (const { range, newText } of edits) {
    edit.replace(Uri.parse(uri), rangeOf(range), newText);
  }
  return await workspace.applyEdit(edit);
}
