// The power goes after any change that an upload makes to the file system: old or new, and the next upload works.
import { test } from 'node:test';
import { SimulatedBoard } from '@otatools/simulator';
import { inScope, type Scope } from '../device/support/scope.js';
import { deviceOf } from '../sidecar/support/board.js';
import { printed } from '../sidecar/support/printed.js';
import { sampled } from '../support/sampling.js';
import { Sidecar } from '../support/sidecar.js';
import { Cargo } from './support/cargo.js';
import { surveyLink, type LinkCase } from './support/link-survey.js';

const SAMPLE = 5;
const text = (line: string): Buffer => Buffer.from(`${line}\n`.repeat(200));

const cargoes: readonly (readonly [string, (scope: Scope) => Cargo])[] = [
  ['files', (scope) => Cargo.files(scope, [
    { target: '/main.py', content: text('# new'), old: text('# old') },
    { target: '/lib/deep/module.py', content: text('# a module'), old: null },
    { target: '/same.txt', content: text('the same'), old: text('the same') },
    { target: '/name with spaces ü.bin', content: Buffer.alloc(5000, 7), old: Buffer.from('short') },
  ])],
  ['the device scripts', () => Cargo.scripts()],
];

/** How often an upload without a fault changes the file system. */
function changes(load: (scope: Scope) => Cargo): Promise<number> {
  return inScope(async (scope) => {
    const sidecar = await Sidecar.start();
    scope.after(() => sidecar.kill());
    const board = await SimulatedBoard.start({ link: 'usb' });
    scope.after(() => board.close());
    await printed(board, '>>> ');
    const cargo = load(scope);
    cargo.prepare(board);
    await cargo.upload(sidecar, deviceOf(board), 10);
    return board.counters().fileOperations;
  });
}

for (const [name, cargo] of cargoes) {
  test(`a power cut at any step of an upload of ${name}`, async (t) => {
    const steps = Array.from({ length: await changes(cargo) }, (_, i) => i + 1);
    const boots = new WeakMap<SimulatedBoard, number>();
    await surveyLink(t, `power cut at every change, ${name}`, sampled(steps, SAMPLE, 5).map((afterFileOperations): LinkCase => ({
      name: `after change ${afterFileOperations}`, cargo, again: true,
      strike: (board) => {
        boots.set(board, board.state().boots);
        board.injectFault({ kind: 'power-cut', afterFileOperations });
      },
      struck: (board) => board.state().boots > boots.get(board)!,
    })), { boards: [{}, {}], good: 0 });
  });
}
