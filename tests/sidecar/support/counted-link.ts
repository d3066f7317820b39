import { connect, createServer, type AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** One connection: the line that it began with, and the bytes of TCP's payload each way. */
export interface CountedConnection {
  readonly request: string;
  readonly up: number;
  readonly down: number;
}

/** A port that passes everything on to another one, and counts. */
export async function countedLink(test: TestContext, port: number): Promise<{ port: number; connections: CountedConnection[] }> {
  const connections: CountedConnection[] = [];
  const server = createServer((board) => {
    const upstream = connect(port, '127.0.0.1');
    let [request, up, down] = ['', 0, 0];
    board.on('data', (bytes) => {
      request ||= bytes.toString('latin1').split('\r\n', 1)[0]!;
      up += bytes.length;
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      down += bytes.length;
      board.write(bytes);
    });
    board.on('end', () => upstream.end()).on('error', () => upstream.destroy());
    upstream.on('end', () => board.end()).on('error', () => board.destroy());
    upstream.on('close', () => connections.push({ request, up, down }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => server.close());
  return { port: (server.address() as AddressInfo).port, connections };
}
