import type { Event, Message, MessageWriter } from 'vscode-languageclient/node';

/**
 * A value that travels through the language client without being readable there: traces and errors turn messages into
 * text by JSON.stringify, and so see a dot. Only {@link RevealingWriter}, below the tracing layer, puts the value in.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '•';
  }

  toJSON(): string {
    return this.toString();
  }
}

/** A secret in the place of a string of the contract, which it becomes on the wire. */
export function secretString(value: string): string {
  return new Secret(value) as unknown as string;
}

/** A document's text may hold a password: it is a secret in what is said of documents. */
export function withSecretText(method: string, params: unknown): unknown {
  if (method === 'textDocument/didOpen') {
    const { textDocument } = params as { textDocument: { text: string } };
    return { textDocument: { ...textDocument, text: secretString(textDocument.text) } };
  }
  if (method === 'textDocument/didChange') {
    const { contentChanges, ...rest } = params as { contentChanges: readonly { text: string }[] };
    return { ...rest, contentChanges: contentChanges.map((change) => ({ ...change, text: secretString(change.text) })) };
  }
  return params;
}

/** A copy with every secret in it in plain text. */
export function reveal(value: unknown): unknown {
  if (value instanceof Secret) {
    return value.reveal();
  }
  if (Array.isArray(value)) {
    return value.map(reveal);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reveal(inner)]));
  }
  return value;
}

/** The last step before the sidecar's standard input. */
export class RevealingWriter implements MessageWriter {
  constructor(private readonly inner: MessageWriter) {}

  get onError(): Event<[Error, Message | undefined, number | undefined]> {
    return this.inner.onError;
  }

  get onClose(): Event<void> {
    return this.inner.onClose;
  }

  write(message: Message): Promise<void> {
    return this.inner.write(reveal(message) as Message);
  }

  end(): void {
    this.inner.end();
  }

  dispose(): void {
    this.inner.dispose();
  }
}
