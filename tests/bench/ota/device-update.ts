import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SimulatedBoard } from '@otatools/simulator';
import { FaultBoard } from '../../device/support/fault-board.js';
import { FaultyServer } from '../../device/support/faulty-server.js';
import { RawLink } from '../../device/support/raw-link.js';
import { inScope, type Scope } from '../../device/support/scope.js';
import { deltaName } from '../../device/support/similar-images.js';
import { real, root, sidecar, withoutRealFirmware } from '../../support/paths.js';
import type { Bench } from '../benches.js';
import { notMeasured, row } from '../row.js';
import { note } from '../support/progress.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const ERASES = 'ota.erases';
const TIME = 'ota.device-time';
const BUFFERS = 'ota.delta-memory';
const HEAP = 'ota.heap';
const rows: Readonly<Record<string, string>> = { [ERASES]: 'sectors', [TIME]: 's', [BUFFERS]: 'B', [HEAP]: 'B' };

/** Measured on official builds: an erase, and an erase with its 4 KiB written. */
const ERASE_S = 0.01;
const WRITE_S = 0.032;
const BLOCK = 4096;
/** The original erases the whole slot, and then each block again as it is written. */
const SLOT_BLOCKS = 0x180000 / BLOCK;
const PATH = '/firmware.app-bin';

/** Tells each larger buffer when it is made. */
const TELLS_BUFFERS = `
import builtins, io
def telling(make, size):
    def f(*args):
        n = size(*args)
        if n >= 256:
            print("[buffer]", n)
        return make(*args)
    return f
count = lambda *a: a[0] if a and isinstance(a[0], int) else len(a[0]) if a else 0
builtins.bytearray = telling(bytearray, count)
class IO:
    BytesIO = staticmethod(telling(io.BytesIO, count))
import sys
sys.modules["io"] = IO
`;

/** What the board does for the update from v1.25.0 to v1.26.0, counted on the simulated one. */
export const deviceUpdate: Bench = {
  rows,
  measure: async (wanted) => {
    const missing = withoutRealFirmware;
    const measured = missing === false ? await updates() : {};
    if (wanted.includes(HEAP)) measured[HEAP] = row(HEAP, 'B', await inScope(importedHeap), null, 'none');
    return wanted.map((name) => measured[name] ?? notMeasured(name, rows[name]!, missing || 'not measured'));
  },
};

async function updates(): Promise<Record<string, ReturnType<typeof row>>> {
  const [old, next] = [readFileSync(real.before!), readFileSync(real.after!)];
  note('ota: the image itself, on a simulated board');
  const { erases, bytesWritten } = await inScope((scope) => update(scope, old, { [PATH]: next }).then((board) => board.hardware.counters().flash.perPartition['ota_1']!));
  const blocks = Math.ceil(next.length / BLOCK);
  note('ota: the delta, on a simulated board');
  return {
    [ERASES]: row(ERASES, 'sectors', erases, SLOT_BLOCKS + blocks, 'the original'),
    [TIME]: row(TIME, 's', seconds(erases, bytesWritten), seconds(SLOT_BLOCKS + blocks, blocks * BLOCK), 'the original, by the same model'),
    [BUFFERS]: row(BUFFERS, 'B', await deltaBuffers(old, next), null, 'none'),
  };
}

function seconds(erases: number, bytesWritten: number): number {
  return erases * ERASE_S + (bytesWritten / BLOCK) * WRITE_S;
}

/** Until the new image has proved itself. */
async function update(scope: Scope, image: Buffer, files: Record<string, Buffer>, boot = ''): Promise<FaultBoard> {
  const server = await FaultyServer.start(scope, files);
  const board = await FaultBoard.start(server.url(), { image, beforeBoot: boot });
  scope.after(() => board.close());
  await board.firstStart();
  if (board.state.slot !== 'ota_1') throw new Error(`no update: ${board.text.slice(-500)}`);
  return board;
}

/** All larger buffers from the first question to the switch, as if none were ever freed, and the window of deflate. */
function deltaBuffers(old: Buffer, next: Buffer): Promise<number> {
  return withTemporaryFolder((folder) => inScope(async (scope) => {
    const [command, args] = sidecar('pack', real.after!, '--base', real.before!, '--output', folder, '--json');
    const { packs } = JSON.parse(execFileSync(command, args, { encoding: 'utf8' })) as { packs: { path: string; base: string | null }[] };
    const delta = readFileSync(packs.find(({ base }) => base !== null)!.path);
    const board = await update(scope, old, { [PATH]: next, [deltaName(PATH, old)]: delta }, TELLS_BUFFERS);
    const { items } = board.lines;
    const from = items.findIndex((line) => line.startsWith('[OTA] GET'));
    const to = items.findIndex((line) => line.startsWith('[OTA] finalize'));
    const buffers = items.slice(from, to).filter((line) => line.startsWith('[buffer]')).map((line) => Number(line.split(' ')[1]));
    return buffers.reduce((sum, size) => sum + size, 0) + BLOCK;
  }));
}

/** Bytes on the heap once all of the scripts are imported, as MicroPython counts them after a collection. */
async function importedHeap(scope: Scope): Promise<number> {
  const device = path.join(root, 'server/device');
  const names = readdirSync(device).filter((name) => /^ota.*\.py$/.test(name));
  const board = await SimulatedBoard.start({ link: 'usb' });
  scope.after(() => board.close());
  for (const name of names) board.files.write(`/${name}`, readFileSync(path.join(device, name)));
  await board.waitFor({ console: '>>> ' });
  const link = await RawLink.open(scope, board.consolePort);
  // A collection comes between two runs only.
  const used = async (): Promise<number> => {
    await link.execute('import gc\ngc.collect()');
    return Number(await link.execute('import gc\nprint(gc.mem_alloc())'));
  };
  const before = await used();
  const modules = names.map((name) => name.replace('.py', '')).filter((name) => name !== 'ota_boot');
  await link.execute(`import ${modules.join(', ')}`);
  return (await used()) - before;
}
