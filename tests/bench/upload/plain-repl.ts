import { RawLink } from '../../device/support/raw-link.js';
import { inScope } from '../../device/support/scope.js';

const CHUNK = 256;

/** Files through the raw REPL as text, 256 bytes at a time with an answer to each: seconds, from the connection to the friendly prompt. */
export async function plainReplSeconds(port: number, files: Readonly<Record<string, Buffer>>): Promise<number> {
  return await inScope(async (scope) => {
    const start = performance.now();
    const link = await RawLink.open(scope, port);
    for (const [path, content] of Object.entries(files)) {
      await link.execute(`f = open(${JSON.stringify(path)}, "wb")\nw = f.write`);
      for (let at = 0; at < content.length; at += CHUNK) await link.execute(`w(${bytesLiteral(content.subarray(at, at + CHUNK))})`);
      await link.execute('f.close()');
    }
    link.write('\x02');
    await link.until('>>> ');
    return (performance.now() - start) / 1000;
  });
}

/** As Python's repr writes bytes. */
function bytesLiteral(data: Buffer): string {
  const quote = data.includes("'") && !data.includes('"') ? '"' : "'";
  const special: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\', [quote]: `\\${quote}` };
  const text = [...data].map((byte) => {
    const character = String.fromCharCode(byte);
    return special[character] ?? (byte >= 32 && byte < 127 ? character : `\\x${byte.toString(16).padStart(2, '0')}`);
  });
  return `b${quote}${text.join('')}${quote}`;
}
