import { cpuSeconds, hasProc, peakResidentMiB } from '../support/proc-files.js';
import { note } from '../support/progress.js';
import { download } from './boards.js';
import type { StartServer } from './server.js';

export interface Figures {
  failed: number;
  /** Until the last board was done, or had failed. */
  seconds: number;
  /** Null without /proc. */
  cpu: number | null;
  memory: number | null;
}

/** One run of one server: it is started for it and stopped after it. */
export async function measureServer(name: string, start: StartServer, root: string, urlPath: string, image: Buffer, count: number): Promise<Figures> {
  const { program, port } = await start(root);
  try {
    const before = hasProc ? cpuSeconds(program.pid) : 0;
    const { failed, seconds, causes } = await download(port, urlPath, image, count);
    const figures = {
      failed,
      seconds,
      cpu: hasProc ? cpuSeconds(program.pid) - before : null,
      memory: hasProc ? peakResidentMiB(program.pid) : null,
    };
    note(`${name}: ${count - failed} of ${count} boards in ${seconds.toFixed(1)} s, `
      + `${figures.cpu?.toFixed(1) ?? '?'} CPU s, ${figures.memory?.toFixed(0) ?? '?'} MiB ${failed > 0 ? JSON.stringify(causes) : ''}`);
    return figures;
  } finally {
    await program.stop();
  }
}
