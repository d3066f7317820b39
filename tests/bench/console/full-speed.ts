import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { findPtyBridge, startPtyBridge } from '@otatools/simulator/cli/pty-bridge.js';
import { Sidecar } from '../../support/sidecar.js';
import type { Bench } from '../benches.js';
import { notMeasured, row, type Row } from '../row.js';
import { cpuSeconds, hasProc, residentMiB } from '../support/proc-files.js';
import { note } from '../support/progress.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import { Printer } from './printer.js';

const LOST = 'console.lost';
const CPU = 'console.cpu';
const RATE = 1_000_000;
const SECONDS = Number(process.env.OTATOOLS_BENCH_SECONDS ?? 60);
const FLUSH_MS = 30_000;

/** A board that prints 1 MB/s through a terminal, into a session, its client and its log file. */
export const consoleAtFullSpeed: Bench = {
  rows: { [LOST]: 'B', [CPU]: 's/MB' },
  measure: async (wanted) => findPtyBridge() && hasProc
    ? (await withTemporaryFolder(measure)).filter(({ bench }) => wanted.includes(bench))
    : wanted.map((name) => notMeasured(name, name === LOST ? 'B' : 's/MB', 'left out: needs /proc, and OtaTools.PtyBridge built')),
};

async function measure(folder: string): Promise<Row[]> {
  const printer = await Printer.start();
  const bridge = await startPtyBridge(printer.port, '');
  const sidecar = await Sidecar.start();
  try {
    const shown = { bytes: 0, skipped: 0, messages: 0 };
    sidecar.on<{ text: string; skipped: number }>('otatools/console/output', ({ text, skipped }) => {
      shown.bytes += text.length;
      shown.skipped += skipped;
      shown.messages++;
    });
    const device = bridge.path;
    const file = path.join(folder, 'board.log');
    await sidecar.request('otatools/console/open', { device });
    await sidecar.request('otatools/console/log', { device, path: file });
    const before = cpuSeconds(sidecar.child.pid!);
    note(`${LOST}: ${SECONDS} s`);
    await printer.print(RATE, SECONDS);
    await logged(file, printer.sent);
    const cpu = cpuSeconds(sidecar.child.pid!) - before;
    await sidecar.request('otatools/console/log', { device });
    const content = readFileSync(file);
    const lost = printer.sent - content.length;
    const isSame = createHash('sha256').update(content).digest('hex') === printer.sha256.digest('hex');
    note(`${printer.sent} B sent, ${lost} lost, ${isSame ? 'the same bytes' : 'other bytes'}, at most ${printer.backlog} B not taken at once`);
    note(`to the client ${shown.bytes} B in ${shown.messages} messages, ${shown.skipped} B skipped; ${Math.round(residentMiB(sidecar.child.pid!))} MiB in RAM`);
    if (lost === 0 && !isSame) throw new Error('no byte is lost, and yet the log is not what was sent');
    return [row(LOST, 'B', lost, null, ''), row(CPU, 's/MB', cpu / (printer.sent / 1e6), null, '')];
  } finally {
    await sidecar.stop();
    await bridge.close();
    await printer.close();
  }
}

/** Waits until the log has it all, or the time is up. */
async function logged(file: string, bytes: number): Promise<void> {
  const deadline = performance.now() + FLUSH_MS;
  while (statSync(file).size < bytes && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
