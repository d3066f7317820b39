import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InterruptAddresses, InterruptTarget } from '../interrupt-line.js';
import type { EmscriptenFileSystem } from './emscripten.js';
import { micropythonErrno } from './errno.js';
import { locateInterrupt } from './interrupt-target.js';

export interface InterpreterExports {
  readonly memory: WebAssembly.Memory;
  mp_sched_keyboard_interrupt(): void;
  mp_hal_get_interrupt_char(): number;
  mp_js_repl_init?(): void;
  mp_js_init_repl?(): void;
  mp_js_repl_process_char?(byte: number): number;
  mp_js_process_char?(byte: number): number;
}

/** The part of the package's JavaScript API that is used here. */
export interface PythonApi {
  readonly FS: EmscriptenFileSystem;
  runPython(code: string): unknown;
  pyimport(name: string): Record<string, (...args: unknown[]) => unknown>;
  registerJsModule(name: string, module: object): void;
}

export interface InterpreterSource {
  readonly interpreter: WebAssembly.Module;
  readonly interpreterDirectory: string;
  readonly heapSize: number;
  /** Found by an earlier start of the same interpreter. */
  readonly interrupt: InterruptAddresses | null;
}

interface PythonPackage {
  loadMicroPython(options: object): Promise<PythonApi>;
}

type Imports = Record<string, Record<string, (...args: number[]) => number>>;

const STANDARD_OUTPUTS = [1, 2];
const IO_VECTOR_SIZE = 8;

export class Interpreter {
  private constructor(
    readonly python: PythonApi,
    private readonly exports: InterpreterExports,
    private readonly interrupt: InterruptAddresses,
  ) {}

  static async load(source: InterpreterSource, write: (data: Uint8Array) => void): Promise<Interpreter> {
    const { interpreter, interpreterDirectory: directory, heapSize: heapsize } = source;
    const exports = captureInstance(interpreter, write);
    const script = pathToFileURL(join(directory, 'micropython.mjs')).href;
    const { loadMicroPython } = (await import(script)) as PythonPackage;
    const python = await loadMicroPython({
      heapsize, pystack: 8192, url: join(directory, 'micropython.wasm'), linebuffer: false, stdout: () => {}, stderr: () => {},
    });
    return new Interpreter(python, exports(), locateInterrupt(exports(), python, source.interrupt));
  }

  get interruptTarget(): InterruptTarget {
    return { memory: this.exports.memory.buffer as unknown as SharedArrayBuffer, addresses: this.interrupt };
  }

  get memory(): Uint8Array {
    return new Uint8Array(this.exports.memory.buffer);
  }

  get interruptPending(): boolean {
    return new DataView(this.exports.memory.buffer).getUint32(this.interrupt.pendingException, true) !== 0;
  }

  startRepl(): void {
    (this.exports.mp_js_repl_init ?? this.exports.mp_js_init_repl)!();
  }

  /** Feeds the event-driven REPL; the result carries the flag of a forced exit. */
  processChar(byte: number): number {
    return (this.exports.mp_js_repl_process_char ?? this.exports.mp_js_process_char)!(byte);
  }
}

/**
 * The package instantiates its own module; this puts the one with shared memory in its place, takes the console over
 * and translates error numbers on the way.
 */
function captureInstance(module: WebAssembly.Module, write: (data: Uint8Array) => void): () => InterpreterExports {
  const original = WebAssembly.instantiate;
  let instance: WebAssembly.Instance | null = null;
  const exports = (): InterpreterExports => {
    if (!instance) throw new Error('the interpreter has not been instantiated');
    return instance.exports as unknown as InterpreterExports;
  };
  const replacement = async (_source: unknown, imports: WebAssembly.Imports): Promise<WebAssembly.WebAssemblyInstantiatedSource> => {
    const functions = imports as unknown as Imports;
    takeOverConsole(functions, () => exports().memory, write);
    translateErrors(functions);
    instance = await original(module, imports);
    return { module, instance };
  };
  (WebAssembly as { instantiate: unknown }).instantiate = replacement;
  return exports;
}

function takeOverConsole(imports: Imports, memory: () => WebAssembly.Memory, write: (data: Uint8Array) => void): void {
  const bytes = (start: number, length: number): Uint8Array => Uint8Array.from(new Uint8Array(memory().buffer, start, length));
  const wasi = imports['wasi_snapshot_preview1']!;
  const writeFile = wasi['fd_write']!;
  let lastFileWrite: Uint8Array | null = null;
  wasi['fd_write'] = (file = 0, vectors = 0, count = 0, written = 0) => {
    if (!STANDARD_OUTPUTS.includes(file)) return writeFile(file, vectors, count, written);
    const view = new DataView(memory().buffer);
    let total = 0;
    for (let vector = vectors; vector < vectors + count * IO_VECTOR_SIZE; vector += IO_VECTOR_SIZE) {
      const length = view.getUint32(vector + 4, true);
      if (length > 0) write((lastFileWrite = bytes(view.getUint32(vector, true), length)));
      total += length;
    }
    view.setUint32(written, total, true);
    return 0;
  };
  takeOverTerminal(imports['env']!, bytes, write, (text) => {
    const repeats = lastFileWrite !== null && Buffer.compare(lastFileWrite, text) === 0;
    lastFileWrite = null;
    return repeats;
  });
}

/** Before v1.23 the port's REPL prints by a call of its own, and each piece of an error there and to a file. */
function takeOverTerminal(
  env: Record<string, (...args: number[]) => number>,
  bytes: (start: number, length: number) => Uint8Array,
  write: (data: Uint8Array) => void,
  repeatsFileWrite: (text: Uint8Array) => boolean,
): void {
  if (!env['mp_js_write']) return;
  env['mp_js_write'] = (start = 0, length = 0) => {
    const text = bytes(start, length);
    if (length > 0 && !repeatsFileWrite(text)) write(text);
    return length;
  };
}

function translateErrors(imports: Imports): void {
  const env = imports['env']!;
  for (const [name, call] of Object.entries(env))
    if (name.startsWith('__syscall_'))
      env[name] = (...args) => {
        const result = call(...args);
        return result < 0 ? -micropythonErrno(-result) : result;
      };
  const wasi = imports['wasi_snapshot_preview1']!;
  for (const [name, call] of Object.entries(wasi))
    if (name.startsWith('fd_'))
      wasi[name] = (...args) => {
        const result = call(...args);
        return result > 0 ? micropythonErrno(result) : result;
      };
}
