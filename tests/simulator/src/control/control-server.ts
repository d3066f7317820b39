import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BadRequest } from '../board/faults.js';
import type { SimulatedBoard } from '../board/simulated-board.js';
import { handleRequest, type ControlRequest, type ControlResponse } from './routes.js';

const LOOPBACK = '127.0.0.1';
const MAX_BODY = 16 * 1024 * 1024;

/** The board's control port: HTTP and JSON, on loopback only. */
export class ControlServer {
  private readonly server: Server;

  constructor(private readonly board: SimulatedBoard) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, LOOPBACK, () => resolve((this.server.address() as AddressInfo).port));
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { status, body } = await this.answer(incoming);
    const isBinary = Buffer.isBuffer(body);
    outgoing.writeHead(status, { 'content-type': isBinary ? 'application/octet-stream' : 'application/json' });
    outgoing.end(isBinary ? body : JSON.stringify(body));
  }

  private async answer(incoming: IncomingMessage): Promise<ControlResponse> {
    try {
      return await handleRequest(this.board, await readRequest(incoming));
    } catch (error) {
      if (error instanceof BadRequest) return { status: 400, body: { error: error.message } };
      return { status: 500, body: { error: error instanceof Error ? error.message : String(error) } };
    }
  }
}

async function readRequest(incoming: IncomingMessage): Promise<ControlRequest> {
  const url = new URL(incoming.url ?? '/', 'http://board');
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > MAX_BODY) throw new BadRequest('the body is too long');
    pieces.push(piece);
  }
  return { method: incoming.method ?? 'GET', path: url.pathname, query: url.searchParams, body: Buffer.concat(pieces) };
}
