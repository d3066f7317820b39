import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A peer on loopback for the board's sockets. */
export async function listen(test: TestContext, onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Answers every request with these bytes, as the simplest of web servers does. */
export function serveFile(test: TestContext, content: Buffer, status = '200 OK', headers = ''): Promise<number> {
  return listen(test, (socket) => {
    socket.once('data', () => {
      socket.write(`HTTP/1.0 ${status}\r\nContent-Length: ${content.length}\r\n${headers}\r\n`);
      socket.end(content);
    });
  });
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
