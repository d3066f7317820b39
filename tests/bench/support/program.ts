import { type ChildProcess, spawn } from 'node:child_process';

const STOP_MS = 5_000;

export interface ProgramOptions {
  cwd?: string;
  /** SIGINT is how a person ends it; the default is SIGTERM. */
  stopSignal?: NodeJS.Signals;
}

/** A program under measurement: its output is always read, so that it never waits for us. */
export class Program {
  readonly started = performance.now();
  private readonly child: ChildProcess;
  private readonly exited: Promise<void>;
  private stderr = '';

  constructor(private readonly command: string, args: readonly string[], private readonly options: ProgramOptions = {}) {
    this.child = spawn(command, args, { cwd: options.cwd, stdio: 'pipe' });
    this.exited = new Promise((resolve) => {
      this.child.once('exit', () => resolve());
      this.child.once('error', (error) => {
        this.stderr += error.message;
        resolve();
      });
    });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.stderr = (this.stderr + text).slice(-4096)));
    this.child.stdin!.on('error', () => {}); // it may be gone already; that shows elsewhere
  }

  get pid(): number {
    return this.child.pid!;
  }

  write(text: string): void {
    this.child.stdin!.write(text);
  }

  /** All of stdout so far is offered at each piece until `find` has what it looks for. */
  async output<T>(find: (text: string) => T | undefined, timeoutMs = 30_000): Promise<T> {
    let text = '';
    return await new Promise<T>((resolve, reject) => {
      const limit = setTimeout(() => fail(`did not answer within ${timeoutMs} ms`), timeoutMs);
      const fail = (why: string): void => {
        clearTimeout(limit);
        reject(new Error(`${this.command} ${why}\n${this.stderr}\n${text.slice(-1024)}`));
      };
      void this.exited.then(() => fail('ended'));
      const stdout = this.child.stdout!;
      const take = (data: Buffer): void => {
        text += data.toString('latin1');
        const found = find(text);
        if (found !== undefined) {
          clearTimeout(limit);
          stdout.off('data', take).resume();
          resolve(found);
        }
      };
      stdout.on('data', take);
    });
  }

  line(timeoutMs?: number): Promise<string> {
    return this.output((text) => (text.includes('\n') ? text.slice(0, text.indexOf('\n')) : undefined), timeoutMs);
  }

  /** Throws away what it prints. */
  ignoreOutput(): void {
    this.child.stdout!.resume();
  }

  async stop(): Promise<void> {
    this.child.kill(this.options.stopSignal);
    const limit = setTimeout(() => this.child.kill('SIGKILL'), STOP_MS);
    await this.exited;
    clearTimeout(limit);
  }
}
