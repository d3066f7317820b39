import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { sidecar } from '../../support/paths.js';
import { Watch } from '../../support/until.js';
import { parseFrames, type Message } from './frames.js';

/** The sidecar with nothing between the test and its bytes. */
export class RawSidecar {
  readonly messages = new Watch<Message>();
  readonly exited: Promise<number | null>;
  stderr = '';
  private stdout = Buffer.alloc(0);
  /** The most memory it was ever seen to have, in KiB; 0 where the system does not tell. */
  peakKiB = 0;

  private constructor(readonly child: ChildProcess) {
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    child.stdout!.on('data', (data: Buffer) => this.take(data));
    // It may hang up while we still write: that is what some tests are about.
    child.stdin!.on('error', () => {});
    this.exited = new Promise((resolve) => child.once('close', resolve));
  }

  static start(test: TestContext): RawSidecar {
    const raw = new RawSidecar(spawn(...sidecar('--stdio'), { stdio: 'pipe' }));
    test.after(() => raw.child.kill('SIGKILL'));
    return raw;
  }

  send(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.child.stdin!.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  async answer(id: number): Promise<Message> {
    return await this.messages.find((message) => message.id === id, `the answer to ${id}`);
  }

  async initialize(): Promise<void> {
    this.send({ id: 0, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
    await this.answer(0);
    this.measure();
  }

  /** Writes until all is taken or nobody takes it any more; measures on the way. */
  async pour(chunk: Buffer, times: number): Promise<void> {
    const { stdin } = this.child;
    for (let i = 0; i < times && stdin!.writable && this.child.exitCode === null; i++) {
      this.measure();
      if (!stdin!.write(chunk)) {
        await Promise.race([new Promise((resolve) => stdin!.once('drain', resolve).once('close', resolve)), this.exited]);
      }
    }
    this.measure();
  }

  measure(): void {
    try {
      const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
      this.peakKiB = Math.max(this.peakKiB, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // Gone, or not Linux.
    }
  }

  /** What is on stdout beside whole messages. */
  get strayOutput(): string {
    return parseFrames(this.stdout).rest.toString('latin1');
  }

  private take(data: Buffer): void {
    this.stdout = Buffer.concat([this.stdout, data]);
    const { messages } = parseFrames(this.stdout);
    for (const message of messages.slice(this.messages.items.length)) {
      this.messages.add(message);
    }
  }
}
