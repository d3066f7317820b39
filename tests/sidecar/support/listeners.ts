import { spawn } from 'node:child_process';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import type { Scope } from '../../device/support/scope.js';

/** A listener that takes everybody and never says a word; its address as a device. */
export async function silentDevice(test: TestContext): Promise<string> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).resume();
  });
  const port = await listen(server);
  test.after(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return `socket://127.0.0.1:${port}`;
}

/** A port of this computer on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A web server of the test's own; its address without a path. */
export async function webServer(test: Scope, handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createHttpServer(handle);
  const port = await listen(server);
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${port}`;
}

/** python3 -m http.server over a folder; null where there is no Python. */
export async function pythonServer(test: TestContext, folder: string): Promise<string | null> {
  const args = ['-u', '-m', 'http.server', '0', '--bind', '127.0.0.1', '--directory', folder];
  const server = spawn('python3', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  test.after(() => server.kill('SIGKILL'));
  return await new Promise((resolve) => {
    server.once('error', () => resolve(null));
    createInterface(server.stdout).once('line', (line) => resolve(`http://127.0.0.1:${/port (\d+)/.exec(line)![1]}`));
  });
}

export function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
