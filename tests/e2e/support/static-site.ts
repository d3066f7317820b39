import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { FirmwareServer } from '../../device/support/firmware-server.js';

/** A folder on a web server that knows ETag and Range, and nothing of boards. */
export async function startSite(test: TestContext, folder: string): Promise<FirmwareServer> {
  return await FirmwareServer.start(test, (request, response) => send(folder, request, response), { everything: true });
}

function send(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const file = path.join(folder, decodeURIComponent(new URL(request.url!, 'http://site').pathname));
  if (!existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404, { 'Content-Length': 0 }).end();
    return;
  }
  const content = readFileSync(file);
  const ETag = `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`;
  if (request.headers['if-none-match'] === ETag) {
    response.writeHead(304, { ETag }).end();
    return;
  }
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (first === undefined) {
    response.writeHead(200, { ETag, 'Content-Length': content.length }).end(content);
    return;
  }
  const end = Math.min(last === '' ? content.length : Number(last) + 1, content.length);
  const part = content.subarray(Number(first), end);
  response.writeHead(206, { ETag, 'Content-Length': part.length, 'Content-Range': `bytes ${first}-${end - 1}/${content.length}` }).end(part);
}
