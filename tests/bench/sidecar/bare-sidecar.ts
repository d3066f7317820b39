import { sidecar } from '../../support/paths.js';
import { Program } from '../support/program.js';

/** The sidecar over bare pipes: no client library's time is in the figures. */
export function startSidecar(): Program {
  return new Program(...sidecar('--stdio'));
}

/** Resolves when the whole answer is there. */
export async function initialize(program: Program): Promise<void> {
  program.write(message({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {}, locale: 'en' } }));
  const answer = await program.output((text) => messagesIn(text).find((body) => (JSON.parse(body) as { id?: unknown }).id === 1));
  if (!('result' in (JSON.parse(answer) as object))) throw new Error(`initialize was refused: ${answer}`);
  program.write(message({ method: 'initialized', params: {} }));
}

function message(content: object): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...content });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** The complete ones; `text` holds one character a byte. */
function messagesIn(text: string): string[] {
  const head = /^Content-Length: (\d+)\r\n(?:.+\r\n)*\r\n/i.exec(text);
  if (!head) return [];
  const end = head[0].length + Number(head[1]);
  return text.length < end ? [] : [text.slice(head[0].length, end), ...messagesIn(text.slice(end))];
}
