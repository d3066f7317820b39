import { SimulatedBoard } from '@otatools/simulator';
import { Sidecar } from '../../support/sidecar.js';
import type { Bench } from '../benches.js';
import { row } from '../row.js';
import { median } from '../support/median.js';
import { note } from '../support/progress.js';
import { pythonSource } from './python-source.js';

const NAME = 'upload.python-50k';
const UNIT = 'B/s';
const SIZE = 50 * 1024;
const BAUD = 115_200;
const BITS_PER_BYTE = 10; // with start and stop bit
const ROUNDS = 3;
const BOOT_PY = '/boot.py';

/**
 * What a user's 50 KB take on their way to a board. The sidecar has no request that uploads any file, but it puts its
 * lines in front of a boot.py that is the user's own, and so writes all of it. That request also reads the file first,
 * which is no part of an upload: a request that only reads, `keep`, tells what to take off.
 */
export const uploadPython: Bench = {
  rows: { [NAME]: UNIT },
  async measure() {
    const board = await SimulatedBoard.start({ link: 'uart', baud: BAUD });
    const sidecar = await Sidecar.start();
    try {
      await board.waitFor({ phase: 'running' });
      const upload = async (bootPy: 'refuse' | 'keep' | 'hook'): Promise<number> => {
        const start = performance.now();
        await sidecar.request('otatools/scripts/upload', { device: `socket://127.0.0.1:${board.consolePort}`, baud: BAUD, bootPy });
        return (performance.now() - start) / 1000;
      };
      await upload('refuse'); // ota.py is there from now on
      const ours = board.files.read(BOOT_PY) as Buffer;
      const source = pythonSource(SIZE);
      note(`${NAME}: ${ROUNDS} rounds`);
      const rates: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        rates.push(await oneRound(board, upload, ours, source));
      }
      return [row(NAME, UNIT, median(rates), BAUD / BITS_PER_BYTE, 'the wire')];
    } finally {
      await sidecar.stop();
      await board.close();
    }
  },
};

/** Bytes a second, with all that an upload needs: entering the REPL, loading the snippets, hashes, the rename. */
async function oneRound(
  board: SimulatedBoard, upload: (bootPy: 'refuse' | 'keep' | 'hook') => Promise<number>, ours: Buffer, source: string,
): Promise<number> {
  board.files.write(BOOT_PY, ours);
  const nothingToDo = await upload('refuse');
  board.files.write(BOOT_PY, Buffer.from(source));
  const onlyRead = await upload('keep');
  const readAndWritten = await upload('hook');
  const written = board.files.read(BOOT_PY) as Buffer;
  if (!written.toString().endsWith(source)) throw new Error(`${BOOT_PY} on the board is not what was sent`);
  const seconds = nothingToDo + (readAndWritten - onlyRead);
  note(`${written.length} B in ${seconds.toFixed(2)} s, ${nothingToDo.toFixed(2)} s of it not for writing`);
  return written.length / seconds;
}
