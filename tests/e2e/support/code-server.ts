import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { atExit } from './at-exit.js';
import { eventually } from './eventually.js';
import { codeServer, extensions, node } from './places.js';
import { type Environment, type Locale, Profile, type Settings } from './profile.js';

export interface ServerOptions {
  readonly locale?: Locale;
  /** User settings, besides those that keep the editor quiet. */
  readonly settings?: Settings;
  /** Settings of machine scope, for example otaTools.serverPath. */
  readonly machineSettings?: Settings;
  /** For the extension host, and so for the sidecar. PATH knows neither dotnet nor python unless it is given here. */
  readonly env?: Environment;
  /** The folder of installed extensions. */
  readonly extensions?: string;
}

/** VS Code's server with a profile of its own, on loopback. */
export class CodeServer {
  private readonly forget: () => void;

  private constructor(
    private readonly child: ChildProcess, private readonly port: number, readonly profile: Profile, readonly locale: Locale,
  ) {
    this.forget = atExit(() => this.clear());
  }

  static async start(options: ServerOptions = {}): Promise<CodeServer> {
    const { locale = 'en', settings = {}, machineSettings = {}, env = {} } = options;
    const profile = new Profile(locale, settings, machineSettings, env);
    const port = await freePort();
    const log = openSync(profile.serverLog, 'a');
    const child = spawn(node, [codeServer, ...argumentsFor(profile, options), '--bind-addr', `127.0.0.1:${port}`], {
      env: profile.environment,
      stdio: ['ignore', log, log],
      // A group of its own: extension hosts outlive their server.
      detached: true,
    });
    const server = new CodeServer(child, port, profile, locale);
    try {
      await eventually('an answer of code-server', () => server.answers(), { timeoutMs: 60_000 });
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** The address of a window on a folder or a .code-workspace file, or the server's own. */
  address(opened?: string): string {
    const base = `http://127.0.0.1:${this.port}/`;
    if (opened === undefined) {
      return base;
    }
    return `${base}?${opened.endsWith('.code-workspace') ? 'workspace' : 'folder'}=${encodeURIComponent(opened).replaceAll('%2F', '/')}`;
  }

  async stop(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.child.once('close', () => resolve()));
    if (this.child.exitCode === null && this.child.signalCode === null) {
      this.signalAll('SIGTERM');
      const limit = setTimeout(() => this.signalAll('SIGKILL'), 5000);
      await ended;
      clearTimeout(limit);
    }
    this.clear();
    this.forget();
  }

  /** Ends what is left of its processes, and takes its files away. */
  private clear(): void {
    this.signalAll('SIGKILL');
    this.profile.remove();
  }

  private signalAll(signal: NodeJS.Signals): void {
    try {
      process.kill(-this.child.pid!, signal);
    } catch {
      // There is nobody left in the group.
    }
  }

  private async answers(): Promise<true | undefined> {
    if (this.child.exitCode !== null) {
      throw new Error(`code-server ended with ${this.child.exitCode}:\n${this.profile.logs().map(({ text }) => text).join('\n')}`);
    }
    const answer = await fetch(`${this.address()}healthz`).catch(() => undefined);
    return answer?.ok ? true : undefined;
  }
}

function argumentsFor(profile: Profile, options: ServerOptions): string[] {
  return [
    '--config', profile.configuration, '--user-data-dir', profile.data, '--extensions-dir', options.extensions ?? extensions,
    '--auth', 'none', '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-proxy',
    '--disable-getting-started-override', '--ignore-last-opened', ...(options.locale === undefined ? [] : ['--locale', options.locale]),
  ];
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
