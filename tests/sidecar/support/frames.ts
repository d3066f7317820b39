export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

/** The whole messages at the beginning of a stream in LSP's base protocol, and what follows them. */
export function parseFrames(stream: Buffer): { messages: Message[]; rest: Buffer } {
  const messages: Message[] = [];
  for (let rest = stream; ;) {
    const header = /^(?:Content-Type: [^\r\n]+\r\n)?Content-Length: (\d+)\r\n(?:Content-Type: [^\r\n]+\r\n)?\r\n/.exec(rest.subarray(0, 256).toString('latin1'));
    const end = header ? header[0].length + Number(header[1]) : Infinity;
    if (end > rest.length) {
      return { messages, rest };
    }
    messages.push(JSON.parse(rest.subarray(header![0].length, end).toString('utf8')) as Message);
    rest = rest.subarray(end);
  }
}
