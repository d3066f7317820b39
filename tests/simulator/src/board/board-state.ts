import type { ResetCause } from '../boot/reset-cause.js';
import type { ModemLines } from '../console/modem-lines.js';
import type { FlashCounts } from '../flash/flash-counters.js';
import type { NetCounts } from '../network/sockets.js';
import type { Phase } from './machine.js';

/** `GET /state`. */
export interface BoardState {
  readonly powered: boolean;
  readonly phase: Phase;
  /** Labels of the partitions that run now and that the next boot will try. */
  readonly slot: string | null;
  readonly bootSlot: string | null;
  /** What otadata says of the running slot. */
  readonly state: string;
  readonly version: string | null;
  readonly date: string | null;
  readonly build: string | null;
  readonly machine: string | null;
  readonly sha256: string | null;
  readonly otadata: readonly { readonly seq: number; readonly state: string; readonly crcOk: boolean }[];
  readonly resets: Readonly<Record<ResetCause, number>>;
  readonly boots: number;
  readonly uptimeMs: number;
  readonly wifi: { readonly status: number; readonly ssid: string | null };
  readonly paused: boolean;
  /** How the client at the RFC 2217 port has set the line. */
  readonly lines: ModemLines;
  readonly baud: number;
}

/** `GET /counters`. */
export interface BoardCounters {
  readonly flash: FlashCounts;
  readonly uart: { readonly received: number; readonly sent: number; readonly lost: number };
  readonly net: NetCounts;
  readonly fs: { readonly writes: number; readonly bytesWritten: number };
  /** Changes of the file system, each of which a power cut can follow. */
  readonly fileOperations: number;
}
