// Between a publisher and the store: counts requests, and at a chosen one does what the test wants.
import http from 'node:http';
import type { Scope } from '../../device/support/scope.js';
import { listen } from '../../sidecar/support/listeners.js';

/** `before`: the request never gets there; `during`: half of its body does; `after`: it is done, and nobody hears of it. */
export type Moment = 'before' | 'during' | 'after';

export interface Cut {
  /** Counted from 1. */
  readonly request: number;
  readonly moment: Moment;
  readonly act: () => void | Promise<void>;
}

export class CuttingProxy {
  /** "PUT /bucket/key" of each request, in their order. */
  readonly requests: string[] = [];
  cut: Cut | undefined;

  private constructor(readonly url: string) {}

  static async start(test: Scope, store: string): Promise<CuttingProxy> {
    const server = http.createServer((request, response) => void proxy.pass(request, response, new URL(store)).catch(() => response.destroy()));
    const proxy = new CuttingProxy(`http://127.0.0.1:${await listen(server)}`);
    test.after(() => {
      server.closeAllConnections();
      server.close();
    });
    return proxy;
  }

  private async pass(request: http.IncomingMessage, response: http.ServerResponse, store: URL): Promise<void> {
    const body: Buffer[] = [];
    for await (const part of request) body.push(part as Buffer);
    const content = Buffer.concat(body);
    const number = this.requests.push(`${request.method} ${request.url}`);
    const cut = this.cut?.request === number ? this.cut : undefined;
    if (cut?.moment === 'before') {
      await cut.act();
      response.destroy();
      return;
    }
    // The host as the publisher signed it.
    const forward = http.request({ host: store.hostname, port: store.port, method: request.method, path: request.url, headers: request.headers, agent: false });
    forward.on('error', () => response.destroy());
    if (cut?.moment === 'during') {
      forward.write(content.subarray(0, content.length / 2));
      await cut.act();
      forward.destroy();
      response.destroy();
      return;
    }
    const answered = new Promise<http.IncomingMessage>((resolve) => forward.once('response', resolve));
    forward.end(content);
    const answer = await answered;
    if (cut?.moment === 'after') {
      answer.resume();
      await new Promise((resolve) => answer.once('close', resolve));
      await cut.act();
      response.destroy();
      return;
    }
    response.writeHead(answer.statusCode!, answer.headers);
    answer.pipe(response);
  }
}
