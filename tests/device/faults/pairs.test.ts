import { test } from 'node:test';
import { inFull, random } from '../../support/sampling.js';
import { image } from '../support/device-board.js';
import type { FaultBoard } from '../support/fault-board.js';
import type { FaultyServer } from '../support/faulty-server.js';
import * as faults from '../support/http-faults.js';
import { type FaultCase, survey } from '../support/survey.js';

const next = image({ size: 64_000 });
const path = '/firmware.app-bin';
/** Of erases and writes of the slot, and then some of NVS and otadata. */
const OPERATIONS = 48;
const LINES = ['[BOOT] running=', '[BOOT] starting OTA in 2', '[OTA] start', '[OTA] GET', '[OTA] dl', '[OTA] finalize', '[OTA] valid', 'reset machine'];

type Below = (limit: number) => number;
interface Part {
  name: string;
  apply(server: FaultyServer, board: FaultBoard): void;
}

const kinds: ((below: Below) => Part)[] = [
  (below) => {
    const afterFlashOperations = 1 + below(OPERATIONS);
    const torn = below(2) === 1;
    return { name: `power cut ${torn ? 'within' : 'after'} operation ${afterFlashOperations}`, apply: (_, board) => board.hardware.injectFault({ kind: 'power-cut', afterFlashOperations, torn }) };
  },
  (below) => {
    const offset = below(next.length);
    const [how, fault] = ([['RST', faults.resetAfter], ['FIN', faults.truncateAfter], ['silence', faults.stallAfter]] as const)[below(3)]!;
    return { name: `link cut (${how}) at ${offset}`, apply: (server) => server.strike(faults.at(offset, fault), 1, faults.reaching(offset)) };
  },
  (below) => {
    const [name, fault] = ([
      ['503', faults.status(503)], ['a page', faults.htmlPage], ['garbage', faults.garbage], ['less than all', faults.claimsShort(20_000)],
      ['416', faults.status(416)], ['a shifted range', faults.shiftedRange(4096)], ['nothing', faults.emptyAnswer],
    ] as const)[below(7)]!;
    const nth = below(3);
    return { name: `${name} as answer ${nth + 1}`, apply: (server) => server.strike(fault, 1, () => server.seen.length >= nth) };
  },
  (below) => {
    const line = LINES[below(LINES.length)]!;
    return { name: `no access point from ${line} to the next Wi-Fi line`, apply: (_, board) => board.when(line, () => {
      board.hardware.setWifiAvailable(false);
      board.when('[OTA] Wi-Fi', () => board.hardware.setWifiAvailable(true));
    }) };
  },
  (below) => {
    const line = LINES[below(LINES.length)]!;
    return { name: `reset at ${line}`, apply: (_, board) => board.when(line, () => board.hardware.reset()) };
  },
  (below) => {
    const line = LINES[below(LINES.length)]!;
    return { name: `power off and on at ${line}`, apply: (_, board) => board.when(line, () => board.hardware.cyclePower()) };
  },
  (below) => {
    const line = LINES[below(LINES.length)]!;
    return { name: `Ctrl-C at ${line}`, apply: (_, board) => board.when(line, () => board.type('\x03')) };
  },
];

function pair(seed: number): FaultCase {
  const draw = random(seed);
  const below = (limit: number): number => Math.floor(draw() * limit);
  const first = below(kinds.length);
  const second = (first + 1 + below(kinds.length - 1)) % kinds.length;
  const parts = [kinds[first]!(below), kinds[second]!(below)];
  return {
    name: `seed ${seed}: ${parts.map(({ name }) => name).join(' and ')}`,
    files: { [path]: next },
    ends: next,
    tells: false,
    mayMiss: true,
    prepare: (server, board) => parts.forEach((part) => part.apply(server, board)),
    mend: (server, board) => {
      server.mend();
      board.hardware.injectFault({ kind: 'clear' });
      board.hardware.setWifiAvailable(true);
    },
  };
}

test('two faults in one update', async (t) => {
  await survey(t, 'two faults', Array.from({ length: inFull ? 400 : 16 }, (_, seed) => pair(seed)));
});
