import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { type BoardOptions, SimulatedBoard } from '@otatools/simulator';
import { root } from '../../support/paths.js';
import { RawLink } from './raw-link.js';

/** Reads every manifest of /cases (u16 length, bytes) and prints one line each: what came of it. */
const RUN = `
import json, ota_release, ota_signed, ota_state, gc
def run(key, kind):
    with open("/cases", "rb") as f:
        while True:
            n = f.read(2)
            if not n:
                break
            text = f.read(n[0] | n[1] << 8)
            gc.collect()
            try:
                if kind == "release":
                    d = ota_signed.read(text, key, "image", ota_release.fields)
                else:
                    d = ota_signed.read(text, key, kind)
                print("taken", json.dumps(d))
            except ota_state.OtaError as ex:
                print("refused", ex)
            except BaseException as ex:
                print("escaped", repr(ex))
with open("/key") as f:
    key = json.load(f)
with open("/kind") as f:
    kind = f.read()
run(key, kind)
`;

/** A board with ota_signed.py and ota_release.py on it. */
export class SignedBench {
  private constructor(private readonly board: SimulatedBoard, private readonly link: RawLink) {}

  static async start(t: TestContext, options: BoardOptions = {}): Promise<SignedBench> {
    const board = await SimulatedBoard.start({ link: 'usb', ...options });
    t.after(() => board.close());
    for (const name of ['ota_signed.py', 'ota_state.py', 'ota_release.py', 'ota_net.py']) {
      board.files.write(`/${name}`, readFileSync(path.join(root, 'server/device', name)));
    }
    assert.ok(await board.waitFor({ console: '>>> ' }), 'the board is at its prompt');
    return new SignedBench(board, await RawLink.open(t, board.consolePort));
  }

  async accepts(manifest: Buffer, key: unknown, kind: string, payload: string): Promise<void> {
    const [line] = await this.run([manifest], key, kind);
    assert.match(line!, /^taken /);
    assert.deepEqual(JSON.parse(line!.slice(6)), JSON.parse(payload));
  }

  async refuses(cases: readonly [string, Buffer][], key: unknown, kind: string, reason: RegExp): Promise<void> {
    const lines = await this.run(cases.map(([, manifest]) => manifest), key, kind);
    assert.equal(lines.length, cases.length);
    for (const [i, line] of lines.entries()) {
      assert.match(line, /^refused /, `${cases[i]![0]}: ${line}\n${cases[i]![1].toString('latin1')}`);
      assert.match(line.slice(8), reason, cases[i]![0]);
    }
  }

  /** What source prints on the board. */
  execute(source: string): Promise<string> {
    return this.link.execute(source);
  }

  /** Taken or refused, as it may be. */
  async survives(manifests: readonly Buffer[], key: unknown, kind: string): Promise<void> {
    const lines = await this.run(manifests, key, kind);
    assert.equal(lines.length, manifests.length);
    assert.deepEqual(lines.filter((line) => !/^(taken|refused) /.test(line)), []);
  }

  private async run(manifests: readonly Buffer[], key: unknown, kind: string): Promise<string[]> {
    const framed = manifests.flatMap((bytes) => [Buffer.from([bytes.length & 0xff, bytes.length >> 8]), bytes]);
    this.board.files.write('/cases', Buffer.concat(framed));
    this.board.files.write('/key', Buffer.from(JSON.stringify(key)));
    this.board.files.write('/kind', Buffer.from(kind));
    return (await this.link.execute(RUN)).split('\r\n').filter((line) => line.length > 0);
  }
}
