import type { NvsValue } from '../storage/nvs-store.js';
import type { PollRequest } from '../network/sockets.js';
import type { Partition } from '../flash/partition-table.js';
import type { InterruptAddresses, InterruptTarget } from './interrupt-line.js';
import type { SharedBuffers } from './shared-memory.js';
import type { MessagePort } from 'node:worker_threads';

/** What one boot of the interpreter is told about the board; Python sees it as `_hal.info()`. */
export interface BoardInfo {
  readonly version: string;
  readonly date: string;
  readonly machine: string;
  readonly build: string | null;
  readonly versionTuple: readonly [number, number, number, string];
  readonly partitions: readonly Partition[];
  readonly runningPartition: number;
  readonly flashSize: number;
  readonly resetCause: number;
  /** Milliseconds since the chip was reset; a soft reset is none. */
  readonly uptimeMs: number;
  readonly chipId: number;
  readonly chipRevision: number;
  readonly mac: string;
  readonly ip: string;
  readonly rssi: number;
}

export interface CpuStart {
  readonly port: MessagePort;
  readonly buffers: SharedBuffers;
  readonly interpreter: WebAssembly.Module;
  readonly interpreterDirectory: string;
  readonly fileSystemRoot: string | null;
  readonly heapSize: number;
  readonly rawMode: boolean;
  readonly rawPaste: boolean;
  readonly interrupt: InterruptAddresses | null;
  readonly info: BoardInfo;
}

export type CpuEvent =
  | { readonly type: 'output'; readonly data: Uint8Array }
  | { readonly type: 'ready'; readonly target: InterruptTarget }
  | { readonly type: 'call'; readonly id: number; readonly name: keyof BoardCalls; readonly args: readonly unknown[] }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'receive-space' }
  | { readonly type: 'file-written'; readonly bytes: number }
  | { readonly type: 'power-cut' }
  | { readonly type: 'restart'; readonly restart: Restart };

export type Restart =
  | { readonly kind: 'soft'; readonly rawMode: boolean }
  | { readonly kind: 'software' }
  | { readonly kind: 'deepsleep'; readonly milliseconds: number };

/** The answer to a call: a value, a code for OSError, or word that a cancelled call was given up. */
export type CallReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: number }
  | { readonly id: number; readonly interrupted: true };

/** What the firmware can ask of the hardware around the CPU. The signal aborts a call that Ctrl-C interrupts. */
export interface BoardCalls {
  flashRead(address: number, length: number): Uint8Array;
  flashWrite(address: number, data: Uint8Array): Promise<void>;
  flashErase(address: number, length: number): Promise<void>;
  otaBootPartition(): number;
  otaSetBoot(partition: number): Promise<void>;
  otaMarkValid(): Promise<void>;
  nvsGet(namespace: string, key: string, kind: 'i32' | 'blob'): NvsValue;
  nvsSet(namespace: string, key: string, value: NvsValue): void;
  nvsErase(namespace: string, key: string): void;
  nvsCommit(): Promise<void>;
  watchdogStart(timeoutMs: number): void;
  /** With the UART's clock off; null for ever. */
  lightSleep(milliseconds: number | null, signal?: AbortSignal): Promise<void>;
  /** boot.py is over, whatever became of it. */
  bootScriptDone(): void;
  wifiActivate(on: boolean): void;
  wifiConnect(ssid: string, key: string): void;
  wifiDisconnect(): void;
  wifiState(): { active: boolean; status: number; attempting: boolean; associated: boolean; ssid: string | null; reconnects: number };
  wifiLimitReconnects(count: number): void;
  wifiScan(): { ssid: string; secured: boolean }[];
  resolve(name: string): Promise<string>;
  socketOpen(): number;
  socketConnect(id: number, host: string, port: number, timeoutMs: number | null, signal?: AbortSignal): Promise<void>;
  socketTls(id: number, serverName: string | null, verify: boolean): Promise<void>;
  socketSend(id: number, data: Uint8Array, timeoutMs: number | null, signal?: AbortSignal): Promise<number>;
  socketReceive(id: number, length: number, timeoutMs: number | null, signal?: AbortSignal): Promise<Uint8Array>;
  socketPoll(requests: readonly PollRequest[], timeoutMs: number | null, signal?: AbortSignal): Promise<number[]>;
  socketListen(id: number, host: string, port: number): Promise<number>;
  socketAccept(id: number, timeoutMs: number | null, signal?: AbortSignal): Promise<{ id: number; host: string; port: number }>;
  socketClose(id: number): void;
}
