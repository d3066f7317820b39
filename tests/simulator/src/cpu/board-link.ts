import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { EspError } from '../board/esp-error.js';
import type { Interruptions } from './clock.js';
import type { BoardCalls, CallReply, CpuEvent, Restart } from './messages.js';
import { Activity, type SharedMemory } from './shared-memory.js';

/** Not an errno: the call was given up, and whoever made it decides whether to make it again. */
export class Interrupted extends Error {}

type Tail<T extends readonly unknown[]> = T extends readonly [...infer Args, (AbortSignal | undefined)?] ? Args : T;
type CallArguments<K extends keyof BoardCalls> = Tail<Parameters<BoardCalls[K]>>;
type CallResult<K extends keyof BoardCalls> = Awaited<ReturnType<BoardCalls[K]>>;

/** The CPU's end of the wire to the board: events go out at once, a call blocks the thread until it is answered. */
export class BoardLink {
  private lastCall = 0;

  constructor(
    private readonly port: MessagePort,
    private readonly memory: SharedMemory,
    private readonly interruptions: Interruptions,
  ) {}

  send(event: CpuEvent): void {
    this.port.postMessage(event);
  }

  call<K extends keyof BoardCalls>(name: K, ...args: CallArguments<K>): CallResult<K> {
    return this.exchange(name, args, null) as CallResult<K>;
  }

  /** Throws `Interrupted` when Ctrl-C or a timer comes first; the board has stopped waiting by then. */
  callInterruptibly<K extends keyof BoardCalls>(name: K, ...args: CallArguments<K>): CallResult<K> {
    return this.callUntil(() => false, name, ...args);
  }

  /** As `callInterruptibly`, and gives up when something else happens that the caller waits for. */
  callUntil<K extends keyof BoardCalls>(stop: () => boolean, name: K, ...args: CallArguments<K>): CallResult<K> {
    return this.exchange(name, args, () => stop() || this.interruptions.pending) as CallResult<K>;
  }

  restart(restart: Restart): never {
    this.send({ type: 'restart', restart });
    return this.memory.waitForTermination();
  }

  private exchange(name: keyof BoardCalls, args: readonly unknown[], givesUp: (() => boolean) | null): unknown {
    const id = ++this.lastCall;
    this.send({ type: 'call', id, name, args });
    const reply = this.memory.during(Activity.waitingElsewhere, () => this.waitForReply(id, givesUp));
    if ('interrupted' in reply) throw new Interrupted();
    if ('error' in reply) throw new EspError(reply.error);
    return reply.value;
  }

  private waitForReply(id: number, givesUp: (() => boolean) | null): CallReply {
    let cancelled = false;
    for (;;) {
      const token = this.memory.wakeToken();
      const reply = this.takeReply(id);
      if (reply) return reply;
      if (!cancelled && givesUp?.()) {
        this.send({ type: 'cancel', id });
        cancelled = true;
      }
      this.memory.waitForWake(token, givesUp && !cancelled ? this.interruptions.untilAlarm : undefined);
    }
  }

  private takeReply(id: number): CallReply | null {
    for (;;) {
      const received = receiveMessageOnPort(this.port);
      if (!received) return null;
      const reply = received.message as CallReply;
      if (reply.id === id) return reply;
    }
  }
}
