import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { ResponseError } from 'vscode-jsonrpc/node';
import { SimulatedBoard, type BoardOptions } from '@otatools/simulator';
import { inScope, type Scope } from '../../device/support/scope.js';
import { deviceOf, temporaryFiles } from '../../sidecar/support/board.js';
import { within } from '../../sidecar/support/deadline.js';
import { printed } from '../../sidecar/support/printed.js';
import { tellRow } from '../../support/sampling.js';
import { Sidecar } from '../../support/sidecar.js';
import type { Cargo } from './cargo.js';

/** Chooses cases by a part of their names, and tells each. */
const CHOSEN = process.env.OTATOOLS_CASE;
const ENTER_SECONDS = 10;
/** Nobody waits longer for an upload of some kilobytes, whatever becomes of it. */
const LONGEST_MS = 60_000;
const HUNG_MS = 150_000;

/** What a fault of the link may be called; anything else is a wrong name for it. */
const CAUSES = ['DeviceNoAnswer', 'DeviceProtocol', 'DeviceWriteCorrupt', 'DeviceDisconnected', 'DeviceNotFound'];

export interface LinkCase {
  readonly name: string;
  cargo(scope: Scope): Cargo;
  /** The fault, from now on. */
  strike(board: SimulatedBoard): void;
  /** What happens while the upload goes on; what it leaves behind is ended after it. */
  meanwhile?(board: SimulatedBoard, plug: Plug, scope: Scope): Promise<unknown>;
  /** Whether the fault came, where that can be seen; a case without its fault proves nothing. */
  struck?(board: SimulatedBoard): boolean;
  /** Another upload follows without the fault, as after each that failed, and must be good. */
  readonly again?: boolean;
}

/** The host's end of a board's cable. */
export interface Plug {
  readonly device: string;
  /** Out, and in again. */
  replug(): Promise<void>;
}

export interface LinkSurvey {
  /** One for each board that the cases are shared out among. */
  readonly boards: readonly BoardOptions[];
  /** The share of the uploads that must be good, from 0 to 1. */
  readonly good: number;
  readonly causes?: readonly string[];
  /** The longest that an upload may take; a minute by default. */
  readonly longestMs?: number;
  /** The console's TCP port unless it says otherwise. */
  readonly plugIn?: (scope: Scope, board: SimulatedBoard) => Promise<Plug>;
}

interface Outcome {
  /** The failure's name; null where the upload was reported good. */
  readonly cause: string | null;
  readonly message: string;
  readonly milliseconds: number;
}

/** Counts of one row, with the first failures in words. */
class Tally {
  readonly failures: string[] = [];
  readonly causes = new Map<string, number>();
  runs = 0;
  good = 0;
  lies = 0;
  half = 0;
  unnamed = 0;
  slow = 0;
  leftovers = 0;
  missed = 0;
  longestMs = 0;

  fail(counter: 'lies' | 'half' | 'unnamed' | 'slow' | 'leftovers' | 'missed', what: string): void {
    this[counter]++;
    this.failures.push(`${counter}: ${what}`);
  }

  row(title: string, milliseconds: number): string {
    const causes = [...this.causes].map(([name, count]) => `${name} ${count}`).join(', ');
    return [
      title.padEnd(44), `${this.runs} uploads`.padStart(12), `good ${this.good}`, `good with wrong bytes ${this.lies}`, `half written ${this.half}`,
      `no cause ${this.unnamed}`, `left over ${this.leftovers}`, `longest ${(this.longestMs / 1000).toFixed(1)} s`, causes, `${Math.round(milliseconds / 1000)} s`,
    ].join('  ');
  }
}

/** Runs all cases, tells the row of the table, and fails with the first failures in words. */
export async function surveyLink(t: TestContext, title: string, cases: readonly LinkCase[], survey: LinkSurvey): Promise<void> {
  const tally = new Tally();
  const start = performance.now();
  const chosen = cases.filter(({ name }) => !CHOSEN || name.includes(CHOSEN));
  const queue = chosen.values();
  const sidecar = await Sidecar.start();
  t.after(() => sidecar.kill());
  await Promise.all(survey.boards.map((options) => inScope((scope) => work(scope, sidecar, options, queue, tally, survey))));
  tellRow(t, tally.row(title, performance.now() - start));
  assert.ok(chosen.length > 0);
  assert.equal(tally.failures.length, 0, tally.failures.slice(0, 8).join('\n'));
  assert.ok(tally.good >= survey.good * tally.runs, `only ${tally.good} of ${tally.runs} were good: ${tally.row('', 0)}`);
}

async function work(
  scope: Scope, sidecar: Sidecar, options: BoardOptions, queue: Iterable<LinkCase>, tally: Tally, { causes = CAUSES, longestMs = LONGEST_MS, plugIn }: LinkSurvey,
): Promise<void> {
  const board = await SimulatedBoard.start({ link: 'usb', joinDelayMs: 5, ...options });
  scope.after(() => board.close());
  await printed(board, '>>> ');
  const plug = await plugIn?.(scope, board) ?? { device: deviceOf(board), replug: () => Promise.resolve() };
  let last: Cargo | null = null;
  for (const one of queue) {
    const cargo = one.cargo(scope);
    cargo.prepare(board);
    one.strike(board);
    const outcome = await inScope(async (during) => {
      const uploading = upload(sidecar, plug.device, cargo);
      await one.meanwhile?.(board, plug, during);
      return await uploading;
    });
    if (one.struck?.(board) === false) tally.fail('missed', one.name);
    mend(board);
    judge(one.name, board, cargo, outcome, tally, causes);
    if (outcome.milliseconds > longestMs) tally.fail('slow', `${one.name}: ${outcome.cause ?? 'good'} in ${Math.round(outcome.milliseconds)} ms`);
    const works = (!one.again && outcome.cause === null) || await uploadsNow(sidecar, board, plug, cargo, `after ${one.name}`, tally);
    // Told once: a board that nobody reaches any more would fail all that follows.
    if (!works) await restart(board);
    last = cargo;
  }
  if (last) await uploadsNow(sidecar, board, plug, last, 'at the end', tally);
}

function mend(board: SimulatedBoard): void {
  board.injectFault({ kind: 'clear' });
  board.injectFault({ kind: 'link-restore' });
}

function judge(name: string, board: SimulatedBoard, cargo: Cargo, { cause, message, milliseconds }: Outcome, tally: Tally, causes: readonly string[]): void {
  const left = cargo.left(board);
  const told = `${name}: ${cause ?? 'good'} in ${Math.round(milliseconds)} ms, ${left} ${message}`;
  if (CHOSEN) console.log(told);
  tally.runs++;
  tally.longestMs = Math.max(tally.longestMs, milliseconds);
  if (cause === null) tally.good++;
  else tally.causes.set(cause, (tally.causes.get(cause) ?? 0) + 1);
  if (cause === null && left !== 'all new') tally.fail('lies', told);
  if (cause !== null && left === 'half') tally.fail('half', told);
  if (cause !== null && !causes.includes(cause)) tally.fail('unnamed', told);
}

async function restart(board: SimulatedBoard): Promise<void> {
  const from = board.console.length;
  board.cyclePower();
  await printed(board, '>>> ', from);
}

/** The line is as it should be: the upload works. */
async function uploadsNow(sidecar: Sidecar, board: SimulatedBoard, { device }: Plug, cargo: Cargo, when: string, tally: Tally): Promise<boolean> {
  await board.waitFor({ phase: 'running' });
  const { cause, message } = await upload(sidecar, device, cargo);
  if (cause !== null) tally.fail('unnamed', `the next upload ${when}: ${cause} ${message}\n    board: ${JSON.stringify(board.console.slice(-400))}`);
  else if (cargo.left(board) !== 'all new') tally.fail('lies', `the next upload ${when}`);
  const left = temporaryFiles(board);
  if (left.length > 0) tally.fail('leftovers', `${when}: ${left.join(', ')}`);
  return cause === null;
}

async function upload(sidecar: Sidecar, device: string, cargo: Cargo): Promise<Outcome> {
  const start = performance.now();
  try {
    await within(cargo.upload(sidecar, device, ENTER_SECONDS), 'the end of the upload', HUNG_MS);
    return { cause: null, message: '', milliseconds: performance.now() - start };
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    const { reason, evidence } = (error.data ?? {}) as { reason?: string; evidence?: string };
    return { cause: reason ?? String(error.code), message: `${error.message}\n    ${evidence ?? ''}`, milliseconds: performance.now() - start };
  }
}
