import { readFileSync } from 'node:fs';
import type { ResetCircuitKind } from '../console/modem-lines.js';
import type { LinkKind } from '../console/uart-receiver.js';
import type { InterpreterChoice } from '../cpu/interpreter/wasm-module.js';
import type { FlashOperation, FlashTiming } from '../flash/flash-controller.js';
import { layoutOf, type Layout, type LayoutName } from '../flash/partition-table.js';
import { layoutIn } from '../image/full-flash.js';
import type { Network } from '../network/wifi.js';

export interface BoardOptions {
  /** Keeps flash.bin, fs/ and nvs.json; a temporary folder, removed at the end, by default. */
  stateDir?: string;
  consolePort?: number;
  controlPort?: number;
  /** The console as `rfc2217://`: with modem lines and a baud rate. */
  rfc2217Port?: number;
  layout?: LayoutName;
  /** What the factory put into the first app partition; a synthetic v1.26.0 by default. Used when flash is created. */
  image?: string | Buffer;
  /** The same for the second slot, empty by default. */
  slot1?: string | Buffer;
  /** A full `.bin` that was flashed over USB instead: its partition table, its app, and nothing else. Used when flash is created. */
  flashed?: string | Buffer;
  chipId?: number;
  /** As in image headers: major × 100 + minor. */
  chipRevision?: number;
  /** Twelve hexadecimal digits, with or without colons. */
  mac?: string;
  ip?: string;
  /** The networks in range; without the option any SSID is there and any password is right. */
  networks?: readonly Network[];
  /** Names that the network's DNS knows, besides `localhost`. */
  hosts?: Readonly<Record<string, string>>;
  joinDelayMs?: number;
  /** The signal in dBm, below 0. */
  rssi?: number;
  link?: LinkKind;
  baud?: number;
  resetOnOpen?: boolean;
  /** What DTR and RTS work, of clients at `rfc2217Port`. */
  resetCircuit?: ResetCircuitKind;
  rawPaste?: boolean;
  bootDelayMs?: number;
  flashTiming?: FlashTiming;
  /** Bytes per second that the board can receive. */
  netRate?: number;
  heap?: number;
  micropython?: InterpreterChoice;
  /** As on the real chip, an image older than v1.26 finds no file system where the partition table has no `vfs` row. */
  missingVfsTrap?: boolean;
  /** False: it waits for `setPower(true)`. */
  power?: boolean;
  /** Sees each flash operation, those of the bootloader too. */
  onFlash?: (operation: FlashOperation) => void;
  /** Sees everything that the board prints. */
  onConsole?: (data: Buffer) => void;
  log?: (text: string) => void;
}

export type BoardSettings = Required<Omit<BoardOptions, 'stateDir' | 'layout' | 'flashed' | 'networks' | 'netRate' | 'image' | 'slot1'>> & {
  readonly layout: Layout;
  readonly flashed: Buffer | null;
  readonly networks: readonly Network[] | null;
  readonly netRate: number | null;
  readonly image: Buffer | null;
  readonly slot1: Buffer | null;
};

export function settingsOf(options: BoardOptions): BoardSettings {
  const flashed = contentOf(options.flashed);
  return {
    consolePort: options.consolePort ?? 0,
    controlPort: options.controlPort ?? 0,
    rfc2217Port: options.rfc2217Port ?? 0,
    layout: flashed ? layoutIn(flashed) : layoutOf(options.layout ?? '4MiB-ota'),
    flashed,
    image: contentOf(options.image),
    slot1: contentOf(options.slot1),
    chipId: options.chipId ?? 0,
    chipRevision: options.chipRevision ?? 300,
    mac: macOf(options.mac ?? '240ac4000001'),
    ip: options.ip ?? '127.0.0.1',
    networks: options.networks ?? null,
    hosts: options.hosts ?? {},
    joinDelayMs: options.joinDelayMs ?? 50,
    rssi: options.rssi ?? -50,
    link: options.link ?? 'uart',
    baud: options.baud ?? 115200,
    resetOnOpen: options.resetOnOpen ?? false,
    resetCircuit: options.resetCircuit ?? 'bridge',
    rawPaste: options.rawPaste ?? true,
    bootDelayMs: options.bootDelayMs ?? 0,
    flashTiming: options.flashTiming ?? 'none',
    netRate: options.netRate ?? null,
    heap: options.heap ?? 4 * 1024 * 1024,
    micropython: options.micropython ?? 'default',
    missingVfsTrap: options.missingVfsTrap ?? false,
    power: options.power ?? true,
    onFlash: options.onFlash ?? (() => {}),
    onConsole: options.onConsole ?? (() => {}),
    log: options.log ?? (() => {}),
  };
}

function contentOf(source: string | Buffer | undefined): Buffer | null {
  if (source === undefined) return null;
  return typeof source === 'string' ? readFileSync(source) : source;
}

function macOf(text: string): string {
  const digits = text.replaceAll(':', '').toLowerCase();
  if (!/^[0-9a-f]{12}$/.test(digits)) throw new Error(`not a MAC address: ${text}`);
  return digits;
}
