import { setTimeout as wait } from 'node:timers/promises';
import { findPtyBridge, startPtyBridge } from '@otatools/simulator/cli/pty-bridge.js';
import { Sidecar } from '../../support/sidecar.js';
import type { Bench } from '../benches.js';
import { notMeasured, row } from '../row.js';
import { cpuSeconds, hasProc } from '../support/proc-files.js';
import { note } from '../support/progress.js';
import { Printer } from './printer.js';

const NAME = 'link.idle-cpu';
const UNIT = '%';
const SECONDS = Number(process.env.OTATOOLS_BENCH_SECONDS ?? 60);

/** What starting and opening leave to be done: the just-in-time compiler goes on in the background. */
const SETTLING_MS = 5_000;

/** A sidecar with a port open on which nothing comes. */
export const linkIdleCpu: Bench = {
  rows: { [NAME]: UNIT },
  async measure() {
    if (!findPtyBridge() || !hasProc) return [notMeasured(NAME, UNIT, 'left out: needs /proc, and OtaTools.PtyBridge built')];
    const printer = await Printer.start();
    const bridge = await startPtyBridge(printer.port, '');
    const sidecar = await Sidecar.start();
    try {
      await sidecar.request('otatools/console/open', { device: bridge.path });
      note(`${NAME}: ${SECONDS} s`);
      await wait(SETTLING_MS);
      const before = cpuSeconds(sidecar.child.pid!);
      await wait(SECONDS * 1000);
      return [row(NAME, UNIT, (cpuSeconds(sidecar.child.pid!) - before) / SECONDS * 100, null, '')];
    } finally {
      await sidecar.stop();
      await bridge.close();
      await printer.close();
    }
  },
};
