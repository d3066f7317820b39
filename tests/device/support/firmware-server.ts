import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;

export interface Seen {
  path: string;
  headers: http.IncomingHttpHeaders;
  status: number;
}

/** What boards look for beside an image, and most servers do not have. */
const OPTIONAL = /\.pack$|\.manifest$|\/ota-scripts\//;

/** A small HTTP server of the tests' own: what it answers can be changed between requests. Files beside the image are absent. */
export class FirmwareServer {
  readonly seen: Seen[] = [];
  /** Optional files that were asked for. */
  readonly lookedFor: string[] = [];
  answer: Answer;

  private constructor(private readonly server: http.Server, answer: Answer) {
    this.answer = answer;
  }

  /** @param everything The answer is asked for the files beside an image too. */
  static async start(test: TestContext, answer: Answer, { everything = false } = {}): Promise<FirmwareServer> {
    const server = http.createServer((request, response) => {
      if (!everything && OPTIONAL.test(request.url ?? '')) {
        host.lookedFor.push(request.url!);
        return void response.writeHead(404, { 'Content-Length': 0 }).end();
      }
      response.on('close', () => host.seen.push({ path: request.url ?? '', headers: request.headers, status: response.statusCode }));
      host.answer(request, response);
    });
    const host = new FirmwareServer(server, answer);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    test.after(() => {
      server.closeAllConnections();
      server.close();
    });
    return host;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/firmware.app-bin'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }
}

/** As the simplest static server does it: 200 and Content-Length, nothing more. */
export function plain(content: Buffer): Answer {
  return (_, response) => response.writeHead(200, { 'Content-Length': content.length }).end(content);
}

/** With a strong ETag, and 304 for who has it. */
export function tagged(content: Buffer): Answer {
  const tag = `"${createHash('sha256').update(content).digest('hex').slice(0, 32)}"`;
  return (request, response) => {
    if (request.headers['if-none-match'] === tag) {
      response.writeHead(304, { ETag: tag }).end();
    } else {
      response.writeHead(200, { 'Content-Length': content.length, ETag: tag }).end(content);
    }
  };
}

export function status(code: number, body = '', headers: http.OutgoingHttpHeaders = {}): Answer {
  return (_, response) => response.writeHead(code, { 'Content-Length': Buffer.byteLength(body), ...headers }).end(body);
}
