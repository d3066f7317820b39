import { pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import type {
  CodeAction, CodeLens, Command, CompletionList, Diagnostic, DocumentLink, Hover, MarkupContent, Position, PublishDiagnosticsParams, Range, TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol';
import type { CancellationToken } from 'vscode-jsonrpc/node';
import type { TextDocument as TextDocumentApi } from 'vscode-languageserver-textdocument';
import type { Sidecar } from '../../support/sidecar.js';
import { Watch } from '../../support/until.js';

// The protocol's reference implementation of documents and of edits to them; CommonJS in disguise.
const { TextDocument } = createRequire(import.meta.url)('vscode-languageserver-textdocument') as { TextDocument: typeof TextDocumentApi };

/** The documents of an editor, as vscode-languageclient speaks of them. */
export class Documents {
  readonly published = new Watch<PublishDiagnosticsParams>();

  constructor(readonly sidecar: Sidecar) {
    sidecar.on<PublishDiagnosticsParams>('textDocument/publishDiagnostics', (params) => this.published.add(params));
  }

  async open(file: string, text: string): Promise<EditedDocument> {
    const document = new EditedDocument(this, pathToFileURL(file).href, text);
    await this.sidecar.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: document.uri, languageId: file.endsWith('.py') ? 'python' : 'json', version: 1, text },
    });
    return document;
  }
}

/** A document that is open, and what can be asked of it. */
export class EditedDocument {
  version = 1;
  private content: TextDocumentApi;

  constructor(private readonly documents: Documents, readonly uri: string, text: string) {
    this.content = TextDocument.create(uri, '', 1, text);
  }

  get text(): string {
    return this.content.getText();
  }

  /** Each change is one of the text that the one before left. */
  async change(...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    this.version++;
    this.content = TextDocument.update(this.content, contentChanges, this.version);
    await this.documents.sidecar.connection.sendNotification('textDocument/didChange', { textDocument: { uri: this.uri, version: this.version }, contentChanges });
  }

  /** Replaces the first occurrence of a text. */
  async replace(old: string, text: string): Promise<void> {
    await this.change({ range: this.rangeOf(old), text });
  }

  async close(): Promise<void> {
    await this.documents.sidecar.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri } });
  }

  /** The first diagnostics of this version that the test accepts. */
  async diagnostics(accepts: (codes: string[]) => boolean = () => true, what = 'the diagnostics'): Promise<Diagnostic[]> {
    const found = await this.documents.published.find(
      ({ uri, version, diagnostics }) => uri === this.uri && version === this.version && accepts(codesOf(diagnostics)), `${what} of version ${this.version}`);
    return found.diagnostics;
  }

  /** The diagnostic with a code, once it is there. */
  async diagnostic(code: string): Promise<Diagnostic> {
    return (await this.diagnostics((codes) => codes.includes(code), code)).find((diagnostic) => diagnostic.code === code)!;
  }

  /** Waits until there is none with this code. */
  async without(code: string): Promise<Diagnostic[]> {
    return await this.diagnostics((codes) => !codes.includes(code), `diagnostics without ${code}`);
  }

  async hover(at: string, inside = 1): Promise<{ text: string; range: string } | null> {
    const hover = await this.ask<Hover>('textDocument/hover', { position: this.positionOf(at, inside) });
    return hover && { text: (hover.contents as MarkupContent).value, range: this.content.getText(hover.range) };
  }

  async lenses(): Promise<CodeLens[]> {
    return (await this.ask<CodeLens[]>('textDocument/codeLens', {})) ?? [];
  }

  async links(): Promise<DocumentLink[]> {
    return (await this.ask<DocumentLink[]>('textDocument/documentLink', {})) ?? [];
  }

  async completions(at: string, inside = at.length): Promise<CompletionList> {
    return (await this.ask<CompletionList>('textDocument/completion', { position: this.positionOf(at, inside) }))!;
  }

  /** The fixes of one diagnostic, as an editor asks for them at its place. */
  async fixes(diagnostic: Diagnostic, only = ['quickfix']): Promise<CodeAction[]> {
    return (await this.ask<CodeAction[]>('textDocument/codeAction', { range: diagnostic.range, context: { diagnostics: [diagnostic], only } }))!;
  }

  /** The text after the edits of a fix or a command. */
  edited(action: CodeAction | Command): string {
    const edits = 'edit' in action ? action.edit?.changes?.[this.uri] : undefined;
    return TextDocument.applyEdits(this.content, edits ?? []);
  }

  ask<T>(method: string, params: object, token?: CancellationToken): Promise<T | null> {
    return this.documents.sidecar.request<T | null>(method, { textDocument: { uri: this.uri }, ...params }, token);
  }

  textAt(range: Range): string {
    return this.content.getText(range);
  }

  rangeOf(text: string): Range {
    return { start: this.positionOf(text, 0), end: this.positionOf(text, text.length) };
  }

  /** @param inside How far into the text's first occurrence, in UTF-16 units. */
  positionOf(text: string, inside: number): Position {
    const at = this.text.indexOf(text);
    if (at < 0) {
      throw new Error(`The document has no ${JSON.stringify(text)}:\n${this.text}`);
    }
    return this.content.positionAt(at + inside);
  }
}

export function codesOf(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => String(code));
}
