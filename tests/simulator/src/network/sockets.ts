import { Errno, EspError } from '../board/esp-error.js';
import { BoardSocket } from './board-socket.js';
import { RateLimiter } from './rate-limiter.js';

export interface NetCounts {
  received: number;
  sent: number;
  connections: number;
}

export interface PollRequest {
  readonly socket: number;
  readonly mask: number;
}

const ERROR_FLAGS = 8 | 16;

/** The board's socket table and the blocking calls over it; each waits until it can be answered or its signal aborts. */
export class Sockets {
  private readonly table = new Map<number, BoardSocket>();
  private readonly waiters = new Set<() => void>();
  private lastId = 0;
  private counts: NetCounts = { received: 0, sent: 0, connections: 0 };
  private readonly limiter: RateLimiter;

  constructor(private readonly linkUp: () => boolean, bytesPerSecond: number | null) {
    this.limiter = new RateLimiter(bytesPerSecond);
  }

  counters(): NetCounts {
    return { ...this.counts };
  }

  resetCounters(): void {
    this.counts = { received: 0, sent: 0, connections: 0 };
  }

  open(): number {
    this.table.set(++this.lastId, new BoardSocket(() => this.wakeWaiters()));
    return this.lastId;
  }

  async connect(id: number, host: string, port: number, timeoutMs: number | null, signal: AbortSignal): Promise<void> {
    const socket = this.get(id);
    if (socket.state === 'connected') throw new EspError(Errno.EISCONN);
    if (socket.state === 'idle') {
      if (!this.linkUp()) throw new EspError(Errno.EHOSTUNREACH);
      this.counts.connections++;
      socket.connect(host, port);
      if (timeoutMs === 0) throw new EspError(Errno.EINPROGRESS);
    } else if (timeoutMs === 0) throw new EspError(Errno.EALREADY);
    await this.waitUntil(() => socket.connected || socket.error !== 0, timeoutMs, signal);
    if (socket.error) throw new EspError(socket.error);
  }

  async startTls(id: number, serverName: string | null, verify: boolean): Promise<void> {
    await this.get(id).startTls(serverName, verify);
  }

  async receive(id: number, length: number, timeoutMs: number | null, signal: AbortSignal): Promise<Uint8Array> {
    const socket = this.get(id);
    if (socket.state === 'idle' || socket.state === 'listening') throw new EspError(Errno.ENOTCONN);
    const deadline = timeoutMs === null ? null : performance.now() + timeoutMs;
    for (;;) {
      const left = deadline === null ? null : Math.max(0, deadline - performance.now());
      await this.waitUntil(() => socket.available > 0 || socket.atEnd || socket.error !== 0, left, signal);
      if (socket.available === 0) break;
      const granted = this.limiter.take(Math.min(length, socket.available));
      if (granted > 0) {
        this.counts.received += granted;
        return socket.take(granted);
      }
      await this.waitUntil(() => false, this.limiter.waitMs, signal).catch((error: unknown) => {
        if (signal.aborted) throw error;
      });
    }
    if (socket.error) throw new EspError(socket.error);
    return new Uint8Array(0);
  }

  async send(id: number, data: Uint8Array, timeoutMs: number | null, signal: AbortSignal): Promise<number> {
    const socket = this.get(id);
    if (socket.state === 'idle' || socket.state === 'listening') throw new EspError(Errno.ENOTCONN);
    await this.waitUntil(() => socket.writable || socket.atEnd || socket.error !== 0, timeoutMs, signal);
    if (socket.error) throw new EspError(socket.error);
    if (!socket.writable) throw new EspError(Errno.ECONNRESET);
    const sent = socket.send(data);
    this.counts.sent += sent;
    return sent;
  }

  async poll(requests: readonly PollRequest[], timeoutMs: number | null, signal: AbortSignal): Promise<number[]> {
    const look = (): number[] => requests.map(({ socket, mask }) => (this.table.get(socket)?.events ?? 0) & (mask | ERROR_FLAGS));
    await this.waitUntil(() => look().some((flags) => flags !== 0), timeoutMs, signal).catch((error: unknown) => {
      if (signal.aborted) throw error;
    });
    return look();
  }

  async listen(id: number, host: string, port: number): Promise<number> {
    return this.get(id).listen(host, port);
  }

  async accept(id: number, timeoutMs: number | null, signal: AbortSignal): Promise<{ id: number; host: string; port: number }> {
    const listener = this.get(id);
    await this.waitUntil(() => listener.accepted.length > 0, timeoutMs, signal);
    const stream = listener.accepted.shift()!;
    const accepted = this.open();
    this.get(accepted).adopt(stream);
    this.counts.connections++;
    return { id: accepted, host: stream.remoteAddress ?? '', port: stream.remotePort ?? 0 };
  }

  close(id: number): void {
    this.table.get(id)?.close();
    this.table.delete(id);
  }

  setSilent(silent: boolean): void {
    for (const socket of this.table.values()) socket.setSilent(silent);
  }

  closeAll(): void {
    for (const socket of this.table.values()) socket.destroy();
    this.table.clear();
  }

  private get(id: number): BoardSocket {
    const socket = this.table.get(id);
    if (!socket) throw new EspError(Errno.EBADF);
    return socket;
  }

  private wakeWaiters(): void {
    for (const look of [...this.waiters]) look();
  }

  /** EAGAIN when the caller does not wait at all, ETIMEDOUT when it has waited long enough. */
  private waitUntil(ready: () => boolean, timeoutMs: number | null, signal: AbortSignal): Promise<void> {
    if (ready()) return Promise.resolve();
    if (timeoutMs === 0) return Promise.reject(new EspError(Errno.EAGAIN));
    return new Promise((resolve, reject) => {
      const settle = (error?: Error): void => {
        this.waiters.delete(look);
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        if (error) reject(error);
        else resolve();
      };
      const look = (): void => {
        if (ready()) settle();
      };
      const abort = (): void => settle(new Error('interrupted'));
      const timer = timeoutMs === null ? undefined : setTimeout(() => settle(new EspError(Errno.ETIMEDOUT)), timeoutMs);
      this.waiters.add(look);
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
    });
  }
}
