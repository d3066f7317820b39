import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { inFull, tellRow } from '../../support/sampling.js';
import { FaultBoard, type FaultBoardOptions, Lost } from './fault-board.js';
import { FaultyServer } from './faulty-server.js';
import { inScope } from './scope.js';

/** Chooses cases by a part of their names, and shows what their boards print. */
const CHOSEN = process.env.OTATOOLS_CASE;
const AT_ONCE = 4;
/** Random cases are shared out between the two interpreters; of what is told one by one a sweep tries each on both. */
const MANY = 300;
const INTERPRETERS = ['oldest', 'newest'] as const;
const UNBOOTABLE = /is not bootable|No bootable app/;
/** Of each fault the downloads that begin at byte 0; what is resumed costs nothing twice. */
const MOST_REQUESTS = 60;

/** A line that says why there is no new image, or what is done about it. */
const REASON = /^\[BOOT\]\[ERR\] \S|^\[OTA\] .*(again|going back|rolled back|left alone|not proved|the next start)|^\[OTA\] (Wi-Fi '|no use in|already running|not this board's turn|the last switch)|^\[BOOT\] interrupted/;

export interface FaultCase {
  name: string;
  files: Readonly<Record<string, Buffer>>;
  options?: FaultBoardOptions;
  /** With the power still off: the fault is made ready. */
  prepare?(server: FaultyServer, board: FaultBoard): void;
  /** From the first start on; by default until it settles. */
  strike?(server: FaultyServer, board: FaultBoard): Promise<void>;
  /** Then the fault is taken away; by default the server is mended. */
  mend?(server: FaultyServer, board: FaultBoard): void;
  /** The image that the board must run in the end, and what it says of itself. */
  ends: Buffer;
  /** False where the fault may leave no word: nobody can print when the power is gone. */
  tells?: boolean;
  /** What else must hold in the end; the complaint, or null. */
  complaint?(server: FaultyServer): string | null;
  /** True where a fault may come too late to be met: one of two. */
  mayMiss?: boolean;
  /** True where the bootloader may meet what is no image: what set_boot takes and the bootloader does not. */
  unbootable?: boolean;
}

type Failing = 'lost' | 'wrong' | 'endless' | 'silent' | 'broken';

interface Failure {
  readonly kind: Failing;
  readonly name: string;
  readonly what: string;
}

const COLUMNS: readonly [Failing, string][] = [
  ['lost', 'boards lost'], ['wrong', 'wrong image'], ['endless', 'endless'], ['silent', 'no reason'], ['broken', 'rules broken'],
];

/** Of all cases, those that must end well without another start: not all, since a loaded host is late now and then. */
const MOST = 0.75;

/** Runs all cases, tells the row of the table, and fails with the first failures in words. */
export async function survey(t: TestContext, title: string, cases: readonly FaultCase[], { mostAtOnce = false } = {}): Promise<void> {
  const failures: Failure[] = [];
  let atOnce = 0;
  const start = performance.now();
  const runs = onInterpreters(cases).filter(({ name }) => !CHOSEN || name.includes(CHOSEN));
  const queue = runs.values();
  const worker = async (): Promise<void> => {
    for (const one of queue) {
      const verdict = await judge(one);
      failures.push(...verdict.failures);
      if (verdict.atOnce) atOnce++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const counts = COLUMNS.map(([kind, name]) => `${name} ${failures.filter((failure) => failure.kind === kind).length}`);
  const row = [title.padEnd(44), `${runs.length} cases`.padStart(10), ...counts, `at once ${atOnce}`, `${Math.round((performance.now() - start) / 1000)} s`].join('  ');
  tellRow(t, row);
  assert.ok(runs.length > 0);
  assert.equal(failures.length, 0, failures.slice(0, 5).map(({ kind, name, what }) => `${kind}: ${name}: ${what}`).join('\n'));
  if (mostAtOnce) assert.ok(atOnce >= MOST * runs.length, `${atOnce} of ${runs.length} needed no other start`);
}

function onInterpreters(cases: readonly FaultCase[]): FaultCase[] {
  const on = (one: FaultCase, micropython: (typeof INTERPRETERS)[number]): FaultCase =>
    ({ ...one, name: `${one.name}, ${micropython}`, options: { micropython, ...one.options } });
  return inFull && cases.length < MANY
    ? cases.flatMap((one) => INTERPRETERS.map((interpreter) => on(one, interpreter)))
    : cases.map((one, index) => on(one, INTERPRETERS[index % INTERPRETERS.length]!));
}

function judge(one: FaultCase): Promise<{ failures: Failure[]; atOnce: boolean }> {
  return inScope(async (scope) => {
    const server = await FaultyServer.start(scope, one.files);
    const board = await FaultBoard.start(server.url(), one.options);
    scope.after(() => board.close());
    const failures: Failure[] = [];
    let atOnce = false;
    const tail = (): string => board.text.slice(-700).replaceAll('\n', '\n    ');
    const fail = (kind: Failing, what: string): void => void failures.push({ kind, name: one.name, what: `${what}\n    …${tail()}` });
    try {
      atOnce = await play(one, server, board, fail);
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      fail(error.message.startsWith('started') ? 'endless' : 'lost', error.message);
    }
    if (!one.unbootable && UNBOOTABLE.test(board.text)) fail('broken', 'the bootloader met what is no image');
    if (server.neverStruck && !one.mayMiss) fail('broken', 'the fault never struck');
    const complaint = one.complaint?.(server);
    if (complaint) fail('broken', complaint);
    for (const what of board.violations) fail('broken', what);
    if (server.seen.length > MOST_REQUESTS) fail('endless', `${server.seen.length} requests`);
    if (CHOSEN) console.log(board.text);
    return { failures, atOnce };
  });
}

/** The fault, a start without it and, where that is not enough, another; whether the end was there before these. */
async function play(one: FaultCase, server: FaultyServer, board: FaultBoard, fail: (kind: Failing, what: string) => void): Promise<boolean> {
  one.prepare?.(server, board);
  await (one.strike ?? ((_, board) => board.firstStart()))(server, board);
  if (one.tells !== false && !board.lines.items.some((line) => REASON.test(line))) fail('silent', 'no line says why');
  const atOnce = runs(board, one.ends);
  (one.mend ?? ((server) => server.mend()))(server, board);
  await board.restart();
  if (!runs(board, one.ends)) await board.powerCycle();
  if (!runs(board, one.ends)) fail('wrong', `runs ${board.state.version} ${board.state.state} in ${board.state.slot}`);
  return atOnce;
}

function runs(board: FaultBoard, image: Buffer): boolean {
  const { sha256, state } = board.state;
  return sha256 === image.subarray(-32).toString('hex') && state === 'VALID';
}
