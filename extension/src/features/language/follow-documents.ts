import { type Diagnostic, type TextDocument, type TextDocumentChangeEvent, type Uri, workspace } from 'vscode';
import type { LanguageClient, LanguageClientOptions, Middleware } from 'vscode-languageclient/node';
import { isRelevant, isTooLong, mentionsSetting } from './relevance';

/** VS Code says this of a JSON file itself, by ota.json's schema. */
const SAID_BY_JSON = 'setting-wrong-type';

/**
 * Which documents a client sends to the sidecar: of all Python files only those with a setting of ours in them, also when
 * it is typed later.
 */
export function followDocuments(client: () => LanguageClient): Pick<LanguageClientOptions, 'documentSelector' | 'middleware'> {
  const followed = new Set<string>();
  const isFollowed = (document: TextDocument): boolean => followed.has(document.uri.toString());
  const open = (document: TextDocument): Promise<void> | undefined => client().getFeature('textDocument/didOpen').getProvider(document)?.send(document);
  const close = (document: TextDocument): Promise<void> | undefined => client().getFeature('textDocument/didClose').getProvider(document)?.send(document);
  const middleware: Middleware = {
    didOpen: async (document, next) => {
      if (isRelevant(document) && !isFollowed(document)) {
        followed.add(document.uri.toString());
        await next(document);
      }
    },
    didChange: async (event, next) => {
      if (!isFollowed(event.document)) {
        await (becomesRelevant(event) ? open(event.document) : undefined);
      } else if (isTooLong(event.document)) {
        await close(event.document);
      } else {
        await next(event);
      }
    },
    didSave: async (document, next) => {
      if (isFollowed(document)) {
        await next(document);
      }
    },
    didClose: async (document, next) => {
      if (followed.delete(document.uri.toString())) {
        await next(document);
      }
    },
    handleDiagnostics: (uri, diagnostics, next) => next(uri, withoutThoseOfJson(uri, diagnostics)),
    provideHover: (document, position, token, next) => (isFollowed(document) ? next(document, position, token) : undefined),
    provideCodeLenses: (document, token, next) => (isFollowed(document) ? next(document, token) : undefined),
    provideCodeActions: (document, range, context, token, next) => (isFollowed(document) ? next(document, range, context, token) : undefined),
    provideCompletionItem: (document, position, context, token, next) => (isFollowed(document) ? next(document, position, context, token) : undefined),
    provideDocumentLinks: (document, token, next) => (isFollowed(document) ? next(document, token) : undefined),
  };
  return { documentSelector: [{ scheme: 'file', language: 'python' }, { scheme: 'file', pattern: '**/ota.json' }], middleware };
}

/** Looks at the lines of Python that were changed only: this runs at each key in every document. */
export function becomesRelevant({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  return (
    document.languageId === 'python' &&
    document.uri.scheme === 'file' &&
    contentChanges.some(({ range, text }) => mentionsSetting(text) || mentionsSetting(document.lineAt(Math.min(range.start.line, document.lineCount - 1)).text)) &&
    isRelevant(document)
  );
}

function withoutThoseOfJson(uri: Uri, diagnostics: Diagnostic[]): Diagnostic[] {
  const isJson = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString())?.languageId.startsWith('json');
  return isJson ? diagnostics.filter(({ code }) => code !== SAID_BY_JSON) : diagnostics;
}
