import { EspError } from '../../board/esp-error.js';
import { Interrupted, type BoardLink } from '../board-link.js';
import type { Interruptions } from '../clock.js';
import type { CpuConsole } from '../console.js';
import type { EmscriptenFileSystem } from '../interpreter/emscripten.js';
import type { BoardInfo } from '../messages.js';
import type { SharedMemory } from '../shared-memory.js';
import { errnoFunctions } from './errno-functions.js';
import { consoleFunctions } from './console-functions.js';
import { fileFunctions } from './file-functions.js';
import { flashFunctions } from './flash-functions.js';
import { networkFunctions } from './network-functions.js';
import { nvsFunctions } from './nvs-functions.js';
import { systemFunctions } from './system-functions.js';

/** What the functions under `_hal` work with. */
export interface HalContext {
  readonly link: BoardLink;
  readonly shared: SharedMemory;
  readonly console: CpuConsole;
  readonly interruptions: Interruptions;
  readonly info: BoardInfo;
  readonly fileSystem: EmscriptenFileSystem;
  /** The interpreter's memory: Python passes buffers by address. */
  memory(): Uint8Array;
}

export type HalFunction = (...args: never[]) => number | string;
export type HalFunctions = Record<string, HalFunction>;

/** Python sees a failure as a negated code for OSError, and this one (no call fails with EINTR) as "make the call again". */
const INTERRUPTED = -4;

/** The JavaScript module `_hal`, on which the Python modules under rom/ are built. */
export function createHal(context: HalContext): HalFunctions {
  const functions: HalFunctions = {
    ...systemFunctions(context), ...consoleFunctions(context), ...flashFunctions(context), ...nvsFunctions(context),
    ...networkFunctions(context), ...fileFunctions(context), ...errnoFunctions(context),
  };
  return Object.fromEntries(Object.entries(functions).map(([name, call]) => [name, returningErrors(call)]));
}

function returningErrors(call: HalFunction): HalFunction {
  return (...args) => {
    try {
      return call(...args);
    } catch (error) {
      if (error instanceof Interrupted) return INTERRUPTED;
      if (error instanceof EspError) return -error.code;
      throw error;
    }
  };
}

export function bytesAt(memory: Uint8Array, address: number, length: number): Uint8Array {
  return Uint8Array.from(memory.subarray(address, address + length));
}

/** Python passes -1 for no time limit. */
export function timeLimit(milliseconds: number): number | null {
  return milliseconds < 0 ? null : milliseconds;
}
