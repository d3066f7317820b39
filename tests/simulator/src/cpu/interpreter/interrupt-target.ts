import type { InterruptAddresses } from '../interrupt-line.js';
import type { InterpreterExports, PythonApi } from './interpreter.js';

const SCHEDULER_IDLE = 1;
const SCHEDULER_PENDING = 0;
const WORD = 4;

/**
 * Finds the interpreter's interrupt state in its memory by looking at what changes: no symbol is exported for it.
 * Everything is put back as it was. It takes half of the time of a start, hence what an earlier one found is tried first.
 */
export function locateInterrupt(exports: InterpreterExports, python: PythonApi, known: InterruptAddresses | null): InterruptAddresses {
  return known && isRight(exports, known) ? known : search(exports, python);
}

function isRight(exports: InterpreterExports, { pendingException, schedulerState, keyboardInterrupt }: InterruptAddresses): boolean {
  const live = new DataView(exports.memory.buffer);
  exports.mp_sched_keyboard_interrupt();
  const right = live.getUint32(pendingException, true) === keyboardInterrupt && live.getInt16(schedulerState, true) === SCHEDULER_PENDING;
  live.setUint32(pendingException, 0, true);
  live.setInt16(schedulerState, SCHEDULER_IDLE, true);
  return right;
}

function search(exports: InterpreterExports, python: PythonApi): InterruptAddresses {
  const memory = exports.memory.buffer as unknown as SharedArrayBuffer;
  const before = snapshot(memory);
  exports.mp_sched_keyboard_interrupt();
  const after = snapshot(memory);
  const changed = changedWords(before, after);

  const pendingException = changed.find((word) => before.getUint32(word, true) === 0 && after.getUint32(word, true) !== 0);
  const schedulerState = changed.find(
    (word) => before.getInt16(word, true) === SCHEDULER_IDLE && after.getInt16(word, true) === SCHEDULER_PENDING);
  if (pendingException === undefined || schedulerState === undefined || changed.length > 3)
    throw new Error("the interpreter's scheduler state was not found in its memory");

  const keyboardInterrupt = after.getUint32(pendingException, true);
  const live = new DataView(memory);
  for (const word of changed) live.setUint32(word, before.getUint32(word, true), true);
  return { pendingException, schedulerState, keyboardInterrupt, interruptChar: locateInterruptChar(exports, python) };
}

function locateInterruptChar(exports: InterpreterExports, python: PythonApi): number {
  const memory = exports.memory.buffer as unknown as SharedArrayBuffer;
  const probes = [77, 99, -1];
  const snapshots = probes.map((value) => {
    python.runPython(`import micropython\nmicropython.kbd_intr(${value})`);
    return snapshot(memory);
  });
  python.runPython('del micropython');
  const live = new DataView(memory);
  for (let word = 0; word + WORD <= snapshots[0]!.byteLength; word += WORD) {
    if (!probes.every((value, i) => snapshots[i]!.getInt32(word, true) === value)) continue;
    live.setInt32(word, probes[0]!, true);
    const found = exports.mp_hal_get_interrupt_char() === probes[0];
    live.setInt32(word, -1, true);
    if (found) return word;
  }
  throw new Error("the interpreter's interrupt character was not found in its memory");
}

function snapshot(memory: SharedArrayBuffer): DataView {
  return new DataView(Uint8Array.from(new Uint8Array(memory)).buffer);
}

function changedWords(before: DataView, after: DataView): number[] {
  const words: number[] = [];
  for (let word = 0; word + WORD <= before.byteLength; word += WORD)
    if (before.getUint32(word, true) !== after.getUint32(word, true)) words.push(word);
  return words;
}
