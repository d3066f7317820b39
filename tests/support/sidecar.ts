import { type ChildProcess, spawn } from 'node:child_process';
import {
  createMessageConnection,
  type CancellationToken,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { isInWine, sidecar } from './paths.js';

/** The sidecar, driven by the reference JSON-RPC client. */
export class Sidecar {
  readonly connection: MessageConnection;
  readonly exited: Promise<number | null>;
  /** All that came on stderr. */
  stderr = '';

  private constructor(readonly child: ChildProcess) {
    this.connection = createMessageConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
    this.exited = new Promise((resolve) => child.once('exit', resolve));
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    // A sidecar that was killed on purpose closes the stream under the client.
    this.connection.onError(() => {});
  }

  /** Starts the program without a word to it. `inside` is a command that runs another one somewhere else. */
  static spawn(env: NodeJS.ProcessEnv = {}, inside: readonly string[] = []): Sidecar {
    const [command, args] = sidecar('--stdio');
    const [first, ...rest] = [...inside, command, ...args];
    const child = spawn(first!, rest, { env: { ...process.env, ...env }, stdio: 'pipe' });
    const client = new Sidecar(child);
    client.connection.listen();
    return client;
  }

  /** Starts the program and initializes it. */
  static async start(locale = 'en', env: NodeJS.ProcessEnv = {}, inside: readonly string[] = [], initializationOptions?: object): Promise<Sidecar> {
    const client = Sidecar.spawn(env, inside);
    await client.request('initialize', { processId: isInWine() ? null : process.pid, rootUri: null, capabilities: {}, locale, initializationOptions });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  request<T = unknown>(method: string, params?: unknown, token?: CancellationToken): Promise<T> {
    // An undefined token would be sent as one more argument.
    const args = [params, token].filter((arg) => arg !== undefined) as [unknown, CancellationToken];
    return this.connection.sendRequest<T>(method, ...args);
  }

  on<T>(method: string, handler: (params: T) => void): void {
    this.connection.onNotification(method, handler);
  }

  /** shutdown and exit; the exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode === null) {
      await this.request('shutdown');
      await this.connection.sendNotification('exit');
    }
    const code = await this.exited;
    this.connection.dispose();
    return code;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
