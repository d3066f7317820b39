import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { SimulatedBoard } from '@otatools/simulator';
import { Sidecar } from '../../support/sidecar.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

export interface Upload {
  /** From the request to its answer. */
  readonly seconds: number;
  /** The same from the raw REPL's banner on. */
  readonly afterEntering: number;
}

/** A board on a UART, and a sidecar that puts files on it. */
export class UploadBench {
  private banner = 0;

  private constructor(readonly board: SimulatedBoard, private readonly sidecar: Sidecar, private readonly baud: number, private readonly folder: string) {}

  static async run<T>(baud: number, measure: (bench: UploadBench) => Promise<T>): Promise<T> {
    let bench: UploadBench | undefined;
    let console = '';
    const onConsole = (data: Buffer): void => {
      console = (console + data.toString('latin1')).slice(-256);
      const at = console.indexOf('raw REPL; CTRL-B to exit');
      if (at < 0 || !bench) return;
      bench.banner = performance.now();
      console = console.slice(at + 1);
    };
    const board = await SimulatedBoard.start({ link: 'uart', baud, onConsole });
    const sidecar = await Sidecar.start();
    try {
      await board.waitFor({ console: '>>> ' });
      return await withTemporaryFolder(async (folder) => {
        bench = new UploadBench(board, sidecar, baud, folder);
        await sidecar.request('otatools/files/list', { device: bench.device, baud }); // the port is open from now on
        return await measure(bench);
      });
    } finally {
      await sidecar.stop();
      await board.close();
    }
  }

  /** The files are on the board afterwards, or this throws. */
  async put(files: Readonly<Record<string, Buffer>>): Promise<Upload> {
    const given = Object.entries(files).map(([target, content], index) => {
      const source = path.join(this.folder, String(index));
      writeFileSync(source, content);
      return { source, target };
    });
    const start = performance.now();
    await this.sidecar.request('otatools/files/put', { device: this.device, baud: this.baud, files: given });
    const end = performance.now();
    for (const [target, content] of Object.entries(files)) {
      const found = this.board.files.read(target);
      if (!Buffer.isBuffer(found) || !found.equals(content)) throw new Error(`${target} on the board is not what was sent`);
    }
    return { seconds: (end - start) / 1000, afterEntering: (end - this.banner) / 1000 };
  }

  /** As if nothing had been there. */
  remove(files: Readonly<Record<string, Buffer>>): void {
    for (const file of Object.keys(files)) this.board.files.delete(file);
  }

  private get device(): string {
    return `socket://127.0.0.1:${this.board.consolePort}`;
  }
}
