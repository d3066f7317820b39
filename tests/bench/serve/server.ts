import { createServer } from 'node:net';
import { once } from 'node:events';
import { sidecar } from '../../support/paths.js';
import { Program } from '../support/program.js';

/** A server that is up, with the folder as its root. */
export interface Server {
  readonly program: Program;
  readonly port: number;
}

export type StartServer = (folder: string) => Promise<Server>;

export async function startOurs(folder: string): Promise<Server> {
  const program = new Program(...sidecar('serve', folder, '--port', '0', '--address', '127.0.0.1', '--json'), { stopSignal: 'SIGINT' });
  try {
    const { port } = JSON.parse(await program.line()) as { port: number };
    return { program, port };
  } catch (error) {
    await program.stop();
    throw error;
  }
}

export async function startPython(folder: string): Promise<Server> {
  const port = await freePort();
  const program = new Program('python3', ['-m', 'http.server', String(port), '--bind', '127.0.0.1', '--directory', folder], { stopSignal: 'SIGINT' });
  program.ignoreOutput();
  return await listening({ program, port });
}

/** For servers that do not tell by themselves when they are up. */
export async function listening(server: Server): Promise<Server> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${server.port}/`, { method: 'HEAD' });
      return server;
    } catch (error) {
      if (performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      await server.program.stop();
      throw error;
    }
  }
}

/** For servers that cannot pick one by themselves. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
