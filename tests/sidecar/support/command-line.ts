import { type ChildProcess, spawn } from 'node:child_process';
import type { TestContext } from 'node:test';
import { sidecar } from '../../support/paths.js';
import { Lines } from '../../support/until.js';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One run of the command line; killed where it is left behind. */
export class CommandLine {
  readonly lines = new Lines();
  /** Of stderr: the board's console and what went wrong. */
  readonly notes = new Lines();
  private stdout = '';
  private stderr = '';
  readonly finished: Promise<Finished>;

  private constructor(readonly child: ChildProcess, name: string, timeoutMs: number) {
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
      this.lines.push(text);
    });
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
      this.notes.push(text);
    });
    this.finished = new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        child.kill('SIGKILL');
        reject(new Error(`${name} did not end within ${timeoutMs} ms\nstdout: ${this.stdout}\nstderr: ${this.stderr}`));
      }, timeoutMs);
      child.once('close', (code) => {
        clearTimeout(limit);
        resolve({ code, stdout: this.stdout, stderr: this.stderr });
      });
    });
    // Whoever does not wait for the end is not told of it.
    this.finished.catch(() => {});
  }

  /** English, and no password of this machine's environment, unless `env` says otherwise. `inside` is a command that runs another one somewhere else. */
  static start(test: TestContext, args: readonly string[], env: NodeJS.ProcessEnv = {}, timeoutMs = 60_000, inside: readonly string[] = []): CommandLine {
    const [command, rest] = sidecar(...args);
    const [first, ...all] = [...inside, command, ...rest];
    const child = spawn(first!, all, { env: { ...environment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    test.after(() => child.kill('SIGKILL'));
    return new CommandLine(child, `otatools ${args.join(' ')}`, timeoutMs);
  }
}

/** Runs the command line to its end. */
export function otatools(test: TestContext, args: readonly string[], env: NodeJS.ProcessEnv = {}, timeoutMs?: number, inside?: readonly string[]): Promise<Finished> {
  return CommandLine.start(test, args, env, timeoutMs, inside).finished;
}

function environment(): NodeJS.ProcessEnv {
  const { LC_ALL: _, LC_MESSAGES: __, OTATOOLS_WIFI_PASSWORD: ___, OTATOOLS_KEY_PASSPHRASE: ____, ...rest } = process.env;
  return { ...rest, LANG: 'C.UTF-8' };
}

/** The last line of stdout, where --json puts the result. */
export function resultOf<T>({ stdout }: Finished): T {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as T;
}
