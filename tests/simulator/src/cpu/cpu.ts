import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { Errno, EspError } from '../board/esp-error.js';
import { RunEnded } from '../flash/operation-gate.js';
import type { InterruptTarget } from './interrupt-line.js';
import type { BoardCalls, CallReply, CpuEvent, CpuStart, Restart } from './messages.js';
import type { SharedMemory } from './shared-memory.js';

export interface CpuObserver {
  output(data: Buffer): void;
  ready(target: InterruptTarget): void;
  receiveSpace(): void;
  fileWritten(bytes: number): void;
  powerCut(): void;
  restart(restart: Restart): void;
  crashed(error: Error): void;
  log(text: string): void;
}

/** The board's side of one boot of the interpreter, which runs on a thread of its own. */
export class Cpu {
  private readonly worker: Worker;
  private readonly port: MessagePort;
  private readonly calls = new Map<number, AbortController>();
  private stopped = false;

  constructor(
    start: Omit<CpuStart, 'port' | 'buffers'>,
    private readonly memory: SharedMemory,
    private readonly board: BoardCalls,
    private readonly observer: CpuObserver,
  ) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.port.on('message', (event: CpuEvent) => {
      if (!this.stopped) this.handle(event);
    });
    const workerData: CpuStart = { ...start, buffers: memory.buffers, port: port2 };
    const options = { workerData, transferList: [port2], stdout: true, stderr: true };
    this.worker = new Worker(new URL('./worker.js', import.meta.url), options);
    for (const stream of [this.worker.stdout, this.worker.stderr])
      stream.on('data', (data: Buffer) => observer.log(`interpreter: ${data.toString().trimEnd()}`));
    this.worker.on('error', (error) => {
      if (!this.stopped) observer.crashed(error);
    });
    // A run ends by a message, never by itself.
    this.worker.on('exit', (code) => {
      if (!this.stopped) observer.crashed(new Error(`the thread ended with ${code}`));
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const call of this.calls.values()) call.abort();
    this.port.close();
    await this.worker.terminate();
  }

  private handle(event: CpuEvent): void {
    switch (event.type) {
      case 'output':
        return this.observer.output(Buffer.from(event.data.buffer, event.data.byteOffset, event.data.byteLength));
      case 'ready':
        return this.observer.ready(event.target);
      case 'receive-space':
        return this.observer.receiveSpace();
      case 'file-written':
        return this.observer.fileWritten(event.bytes);
      case 'power-cut':
        return this.observer.powerCut();
      case 'restart':
        return this.observer.restart(event.restart);
      case 'cancel':
        return this.calls.get(event.id)?.abort();
      case 'call':
        void this.answer(event.id, event.name, event.args);
    }
  }

  private async answer(id: number, name: keyof BoardCalls, args: readonly unknown[]): Promise<void> {
    const controller = new AbortController();
    this.calls.set(id, controller);
    const reply = await this.perform(id, name, args, controller.signal);
    this.calls.delete(id);
    if (this.stopped || !reply) return;
    this.port.postMessage(reply);
    this.memory.wake();
  }

  private async perform(id: number, name: keyof BoardCalls, args: readonly unknown[], signal: AbortSignal): Promise<CallReply | null> {
    try {
      const call = this.board[name] as (...args: unknown[]) => unknown;
      return { id, value: await call(...args, signal) };
    } catch (error) {
      if (error instanceof RunEnded) return null;
      if (error instanceof EspError) {
        this.observer.log(`${name}: ${error.message}`);
        return { id, error: error.code };
      }
      if (signal.aborted) return { id, interrupted: true };
      this.observer.log(`${name} failed: ${error instanceof Error ? error.stack : String(error)}`);
      return { id, error: Errno.EIO };
    }
  }
}
