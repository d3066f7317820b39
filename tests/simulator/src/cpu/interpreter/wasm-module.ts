import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { InterruptAddresses } from '../interrupt-line.js';

export const interpreterChoices = ['default', 'oldest', 'newest'] as const;
export type InterpreterChoice = (typeof interpreterChoices)[number];

const packages: Record<InterpreterChoice, string> = {
  default: '@micropython/micropython-webassembly-pyscript',
  oldest: 'micropython-oldest',
  newest: 'micropython-newest',
};

export interface CompiledInterpreter {
  readonly module: WebAssembly.Module;
  readonly directory: string;
  /** Where its interrupt state lies, once one of its runs has found that. */
  interrupt: InterruptAddresses | null;
}

const compiled = new Map<InterpreterChoice, Promise<CompiledInterpreter>>();

/** Compiled once for all boards and boots of a process. */
export function compileInterpreter(choice: InterpreterChoice): Promise<CompiledInterpreter> {
  let result = compiled.get(choice);
  if (!result) compiled.set(choice, (result = compile(choice)));
  return result;
}

async function compile(choice: InterpreterChoice): Promise<CompiledInterpreter> {
  const path = createRequire(import.meta.url).resolve(`${packages[choice]}/micropython.wasm`);
  const module = await WebAssembly.compile(withSharedMemory(await readFile(path)));
  return { module, directory: dirname(path), interrupt: null };
}

const MODULE_HEADER_SIZE = 8;
const MEMORY_SECTION = 5;
const LIMITS_WITH_MAXIMUM = 1;
const SHARED_LIMITS_WITH_MAXIMUM = 3;

/** The module with its memory declared shared: the board interrupts running code by writing there. */
function withSharedMemory(source: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(source);
  let offset = MODULE_HEADER_SIZE;
  while (offset < bytes.length) {
    const section = bytes[offset++];
    const size = readLeb128(bytes, offset);
    const body = size.next;
    if (section === MEMORY_SECTION) {
      if (bytes[body] !== 1 || bytes[body + 1] !== LIMITS_WITH_MAXIMUM)
        throw new Error('the interpreter declares its memory in a way this simulator does not know');
      bytes[body + 1] = SHARED_LIMITS_WITH_MAXIMUM;
      return bytes;
    }
    offset = body + size.value;
  }
  throw new Error('the interpreter declares no memory');
}

function readLeb128(bytes: Uint8Array, start: number): { value: number; next: number } {
  let value = 0;
  let shift = 0;
  let offset = start;
  for (;;) {
    const byte = bytes[offset++]!;
    value |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte < 0x80) return { value: value >>> 0, next: offset };
  }
}
