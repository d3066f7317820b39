import { createHash } from 'node:crypto';
import { BEHAVIOUR_MARKER, type Behaviour } from './firmware-identity.js';
import {
  APP_DESCRIPTION_MAGIC, APP_DESCRIPTION_SIZE, CHECKSUM_SEED, HASH_SIZE, HEADER_SIZE, HeaderField, IMAGE_MAGIC,
  SEGMENT_HEADER_SIZE, checksumOffset, xorOf,
} from './image-format.js';
import { seededBytes } from './seeded-bytes.js';

export interface ImageOptions {
  /** With or without the leading v; an empty string leaves MicroPython's strings out. */
  version?: string;
  date?: string;
  /** `sys.implementation._build`; by default the OTA build's name from v1.25 on, as in the real images. */
  board?: string | null;
  machine?: string;
  chipId?: number;
  maxRevision?: number;
  /** Bytes of the whole file; rounded down to what the format allows. */
  size?: number;
  seed?: number;
  hashAppended?: boolean;
  behaviour?: Behaviour | null;
  idfVersion?: string;
  /** 32 bytes; by default derived from the other options. */
  elfSha256?: Buffer;
}

/** Load addresses of an ESP32 app: constants and code mapped from flash, then data and code copied to RAM. */
const LoadAddress = { constants: 0x3f400020, data: 0x3ffbdb60, interruptCode: 0x40080000, code: 0x400d0020 } as const;
const ENTRY_POINT = 0x40081094;
const CONSTANTS_SIZE = 0x2000;
const DATA_SIZE = 0x200;
const INTERRUPT_CODE_SIZE = 0x400;
const SEGMENT_COUNT = 4;
const MIN_CODE_SIZE = 64;
/** The segments end one word before a 16-byte line does; the checksum is that word's last byte. */
const CHECKSUM_WORD = 4;
const OVERHEAD = HEADER_SIZE + SEGMENT_COUNT * SEGMENT_HEADER_SIZE + CONSTANTS_SIZE + DATA_SIZE + INTERRUPT_CODE_SIZE;

/** A valid app image: the same options give the same bytes. */
export function buildAppImage(options: ImageOptions = {}): Buffer {
  const settings = withDefaults(options);
  const tail = settings.hashAppended ? HASH_SIZE : 0;
  const codeSize = Math.max(MIN_CODE_SIZE, Math.floor((settings.size - tail) / 16) * 16 - CHECKSUM_WORD - OVERHEAD);
  const body = Buffer.concat([
    header(settings),
    segment(LoadAddress.constants, constants(settings)),
    segment(LoadAddress.data, seededBytes(settings.seed + 1, DATA_SIZE)),
    segment(LoadAddress.interruptCode, seededBytes(settings.seed + 2, INTERRUPT_CODE_SIZE)),
    segment(LoadAddress.code, seededBytes(settings.seed + 3, codeSize)),
  ]);
  const withChecksum = Buffer.alloc(checksumOffset(body.length) + 1);
  body.copy(withChecksum);
  withChecksum[withChecksum.length - 1] = segmentsChecksum(body);
  return settings.hashAppended
    ? Buffer.concat([withChecksum, createHash('sha256').update(withChecksum).digest()])
    : withChecksum;
}

type Settings = Required<ImageOptions>;

function withDefaults(options: ImageOptions): Settings {
  const version = options.version === undefined ? 'v1.26.0' : options.version.replace(/^(?=\d)/, 'v');
  const named = {
    date: '2025-08-09', machine: 'Generic ESP32 module with OTA with ESP32', chipId: 0, maxRevision: 399, size: 128 * 1024,
    seed: 1, hashAppended: true, behaviour: null, idfVersion: 'v5.4.2', board: defaultBuild(version), ...definedOf(options), version,
  };
  const elfSha256 = options.elfSha256 ?? createHash('sha256').update(JSON.stringify(named)).digest();
  return { ...named, elfSha256 };
}

function definedOf(options: ImageOptions): ImageOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function defaultBuild(version: string): string | null {
  const [, major = '0', minor = '0'] = /^v(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(major) * 1000 + Number(minor) >= 1025 ? 'ESP32_GENERIC-OTA' : null;
}

function header(settings: Settings): Buffer {
  const bytes = Buffer.alloc(HEADER_SIZE);
  bytes[HeaderField.magic] = IMAGE_MAGIC;
  bytes[HeaderField.segmentCount] = SEGMENT_COUNT;
  bytes[HeaderField.spiMode] = 2;
  bytes[HeaderField.speedAndSize] = 0x20;
  bytes.writeUInt32LE(ENTRY_POINT, HeaderField.entry);
  bytes.writeUInt16LE(settings.chipId, HeaderField.chipId);
  bytes.writeUInt16LE(settings.maxRevision, HeaderField.maxRevision);
  bytes[HeaderField.hashAppended] = settings.hashAppended ? 1 : 0;
  return bytes;
}

function segment(loadAddress: number, data: Buffer): Buffer {
  const head = Buffer.alloc(SEGMENT_HEADER_SIZE);
  head.writeUInt32LE(loadAddress, 0);
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data]);
}

/** The first segment: the app description, then the strings by which MicroPython is recognised. */
function constants(settings: Settings): Buffer {
  const bytes = Buffer.concat([appDescription(settings), seededBytes(settings.seed, CONSTANTS_SIZE - APP_DESCRIPTION_SIZE)]);
  bytes.write(`\0${identityText(settings)}\0`, APP_DESCRIPTION_SIZE, 'latin1');
  return bytes;
}

function identityText({ version, date, machine, board, behaviour, idfVersion }: Settings): string {
  const marker = behaviour ? `\0${BEHAVIOUR_MARKER}${behaviour}\0` : '';
  if (!version) return marker;
  const build = board ? `${board}\0` : '';
  return `MPY version : ${version} on ${date}\r\nIDF version : ${idfVersion}\r\nMachine     : ${machine}\r\n\r\n\0`
    + `; ${machine}\0Type "help()" for more information.\r\n\0schedule queue full\0`
    + `${build}3.4.0; MicroPython ${version} on ${date}\0${marker}`;
}

function appDescription(settings: Settings): Buffer {
  const bytes = Buffer.alloc(APP_DESCRIPTION_SIZE);
  bytes.writeUInt32LE(APP_DESCRIPTION_MAGIC, 0);
  bytes.write('15:07:00', 80, 'latin1');
  bytes.write('Aug  9 2025', 96, 'latin1');
  bytes.write(settings.idfVersion, 112, 'latin1');
  settings.elfSha256.copy(bytes, 144);
  bytes[180] = 16;
  return bytes;
}

function segmentsChecksum(body: Buffer): number {
  let offset = HEADER_SIZE;
  let checksum = CHECKSUM_SEED;
  for (let index = 0; index < body[HeaderField.segmentCount]!; index++) {
    const start = offset + SEGMENT_HEADER_SIZE;
    offset = start + body.readUInt32LE(offset + 4);
    checksum = xorOf(body.subarray(start, offset), checksum);
  }
  return checksum;
}
