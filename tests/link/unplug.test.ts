// The cable is pulled in the middle of an upload, and plugged in again: old or new, and the next upload works.
import { test } from 'node:test';
import { SimulatedBoard } from '@otatools/simulator';
import { inScope } from '../device/support/scope.js';
import { deviceOf } from '../sidecar/support/board.js';
import { printed } from '../sidecar/support/printed.js';
import { random, sampled } from '../support/sampling.js';
import { Sidecar } from '../support/sidecar.js';
import { Cargo } from './support/cargo.js';
import { surveyLink, type LinkCase } from './support/link-survey.js';
import type { Scope } from '../device/support/scope.js';

const STEP = 512;
const SAMPLE = 5;

const next = random(11);
const bytes = (length: number): Buffer => Buffer.from(Array.from({ length }, () => Math.floor(next() * 256)));
/** Bytes of chance: as many go over the wire. */
const [before, after] = [bytes(24 * 1024), bytes(24 * 1024)];

const cargo = (scope: Scope): Cargo => Cargo.files(scope, [{ target: '/data.bin', content: after, old: before }, { target: '/lib/new.py', content: Buffer.from('x = 1\n'), old: null }]);

/** What an upload without a fault sends, all in all. */
function bytesSent(): Promise<number> {
  return inScope(async (scope) => {
    const sidecar = await Sidecar.start();
    scope.after(() => sidecar.kill());
    const board = await SimulatedBoard.start({ link: 'usb' });
    scope.after(() => board.close());
    await printed(board, '>>> ');
    const load = cargo(scope);
    load.prepare(board);
    await load.upload(sidecar, deviceOf(board), 10);
    return board.counters().uart.received;
  });
}

test('the cable is pulled at any point of an upload', async (t) => {
  const points = Array.from({ length: Math.ceil(await bytesSent() / STEP) }, (_, i) => i * STEP + 1);
  await surveyLink(t, `unplugged at every ${STEP}th byte`, sampled(points, SAMPLE, 3).map((afterBytes): LinkCase => ({
    name: `after ${afterBytes} bytes`, cargo, again: true,
    strike: (board) => board.injectFault({ kind: 'link-loss', afterBytes }),
  })), { boards: [{ link: 'usb' }, { link: 'usb' }], good: 0, causes: ['DeviceDisconnected'] });
});
