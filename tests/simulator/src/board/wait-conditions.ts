import type { BoardCounters, BoardState } from './board-state.js';
import { BadRequest } from './faults.js';

export interface Observation {
  readonly state: BoardState;
  readonly counters: BoardCounters;
  readonly console: string;
}

type Value = string | number | boolean | null;

/** What a test can wait for, by the name it has in the query. */
const observables: Record<string, (seen: Observation) => Value> = {
  slot: ({ state }) => state.slot,
  bootSlot: ({ state }) => state.bootSlot,
  state: ({ state }) => state.state,
  version: ({ state }) => state.version,
  phase: ({ state }) => state.phase,
  powered: ({ state }) => state.powered,
  paused: ({ state }) => state.paused,
  dtr: ({ state }) => state.lines.dtr,
  rts: ({ state }) => state.lines.rts,
  baud: ({ state }) => state.baud,
  boots: ({ state }) => state.boots,
  softResets: ({ state }) => state.resets.soft,
  wifi: ({ state }) => state.wifi.status,
  flashOperations: ({ counters }) => counters.flash.operations,
  fileOperations: ({ counters }) => counters.fileOperations,
  netReceived: ({ counters }) => counters.net.received,
  uartReceived: ({ counters }) => counters.uart.received,
  uartLost: ({ counters }) => counters.uart.lost,
};

export type Condition = (seen: Observation) => boolean;

/** `{slot: 'ota_1', 'boots>': '2', console: 'text'}`: equal, at least, and printed so far. */
export function parseConditions(query: Iterable<readonly [string, string]>): Condition {
  const conditions = [...query].map(([name, wanted]) => parseCondition(name, wanted));
  if (conditions.length === 0) throw new BadRequest('nothing to wait for');
  return (seen) => conditions.every((holds) => holds(seen));
}

function parseCondition(name: string, wanted: string): Condition {
  if (name === 'console') return ({ console }) => console.includes(wanted);
  const atLeast = name.endsWith('>');
  const observe = observables[atLeast ? name.slice(0, -1) : name];
  if (!observe) throw new BadRequest(`cannot wait for ${name}`);
  return atLeast ? (seen) => Number(observe(seen)) >= Number(wanted) : (seen) => matches(observe(seen), wanted);
}

function matches(value: Value, wanted: string): boolean {
  if (typeof value === 'boolean') return value === ['1', 'true'].includes(wanted);
  return String(value) === wanted;
}
