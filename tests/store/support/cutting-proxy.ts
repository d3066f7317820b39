// Between a publisher and the store: counts requests, and at a chosen one does what the test wants.
import http from 'node:http';
import type { Scope } from '../../device/support/scope.js';
import { listen } from '../../sidecar/support/listeners.js';

/** `before`: the request never gets there; `during`: half of its body does; `after`: it is done, and nobody hears of it; `answer`: half of the answer comes. */
export type Moment = 'before' | 'during' | 'after' | 'answer';

export interface Cut {
  /** Counted from 1; or the first that this fits. */
  readonly request: number | RegExp;
  readonly moment: Moment;
  readonly act: () => void | Promise<void>;
}

export class CuttingProxy {
  /** "PUT /bucket/key" of each request, in their order. */
  readonly requests: string[] = [];
  /** What each asked for of its file, such as "bytes=4096-", and under which condition. */
  readonly conditions: { readonly range: string | undefined; readonly match: string | undefined; readonly status: number }[] = [];
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
    const at = this.cut?.request;
    const cut = at === number || (at instanceof RegExp && at.test(this.requests.at(-1)!)) ? this.cut : undefined;
    if (cut !== undefined) this.cut = undefined;
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
    this.conditions.push({ range: request.headers.range, match: request.headers['if-match'], status: answer.statusCode! });
    response.writeHead(answer.statusCode!, answer.headers);
    if (cut?.moment === 'answer') {
      const parts: Buffer[] = [];
      for await (const part of answer) parts.push(part as Buffer);
      const half = Buffer.concat(parts);
      await new Promise<void>((resolve) => response.write(half.subarray(0, half.length / 2), () => resolve()));
      await cut.act();
      response.destroy();
      return;
    }
    answer.pipe(response);
  }
}
