import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import assert from 'node:assert/strict';
import { type BoardOptions, SimulatedBoard } from '@otatools/simulator';
import { builtSidecar, root } from '../../support/paths.js';
import { RawLink } from './raw-link.js';
import type { Scope } from './scope.js';

const SCRIPTS = ['ota_pack.py'];

/** What the packs' reader needs of the engine, and what the tests do with it. */
const HELPERS = `
import hashlib, binascii, ota_pack
from ota_state import OtaError
from esp32 import Partition

run = Partition(Partition.RUNNING)
out = run.get_next_update()
buf = bytearray(4096)

class File:
    def __init__(self, data, at=0):
        self.data = memoryview(data)
        self.at = at
    def read(self, view):
        n = min(len(view), len(self.data) - self.at)
        view[:n] = self.data[self.at : self.at + n]
        self.at += n
        return n

def load(name):
    with open(name, "rb") as f:
        return f.read()

def take(pack, most=1 << 30):
    taken = 0
    while taken < most:
        n = pack.block(buf)
        if not n:
            break
        out.writeblocks((pack.done - n) // 4096, buf)
        taken += n

def written(length):
    h = hashlib.sha256()
    for at in range(0, length, 4096):
        out.readblocks(at // 4096, buf)
        h.update(memoryview(buf)[: min(4096, length - at)])
    return h.digest()

def unpack(data):
    pack = ota_pack.Pack(File(data).read, run, out)
    pack.head()
    take(pack)
    return written(pack.length) == pack.sha256
`;

/** A board at its raw REPL, which has the packs' reader and the files of one test. */
export async function packBoard(t: TestContext, image: Buffer, files: Record<string, Buffer>, options: BoardOptions = {}): Promise<RawLink> {
  const board = await SimulatedBoard.start({ link: 'usb', image, ...options });
  t.after(() => board.close());
  assert.ok(await board.waitFor({ console: '>>> ' }), 'the board is at its prompt');
  const device = (name: string): string => path.join(root, 'server/device', name);
  for (const name of SCRIPTS) {
    board.files.write(`/${name}`, readFileSync(device(name)));
  }
  const state = device('ota_state.py');
  board.files.write('/ota_state.py', existsSync(state) ? readFileSync(state) : Buffer.from('class OtaError(Exception):\n    pass\n'));
  for (const [name, content] of Object.entries(files)) {
    board.files.write(name, content);
  }
  const link = await RawLink.open(t, board.consolePort);
  assert.equal(await link.execute(HELPERS), '');
  return link;
}

export interface Packs {
  compressed: Buffer;
  delta: Buffer;
}

/** Both forms of an image, as the command line makes them. */
export function packsOf(t: Scope, before: Buffer, after: Buffer): Packs {
  const folder = mkdtempSync(path.join(tmpdir(), 'otatools-packs-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [old, next] = [path.join(folder, 'old.app-bin'), path.join(folder, 'new.app-bin')];
  writeFileSync(old, before);
  writeFileSync(next, after);
  const said = execFileSync('dotnet', [builtSidecar, 'pack', next, '--base', old, '--json'], { encoding: 'utf8' });
  const [compressed, delta] = (JSON.parse(said) as { packs: { path: string }[] }).packs.map((pack) => readFileSync(pack.path));
  return { compressed: compressed!, delta: delta! };
}
