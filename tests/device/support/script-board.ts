import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { root } from '../../support/paths.js';
import { DeviceBoard, type DeviceOptions, image, NETWORK } from './device-board.js';
import { FirmwareServer } from './firmware-server.js';
import { type Files, type Release, ScriptFolder } from './script-server.js';

const folder = path.join(root, 'server/device');

/** Steps in the file system, counted down in /cut; at the last one the board stands still, for its power to be cut there. */
const CUT_PY = `
import io, os, time
def step(what):
    try:
        with open("/cut") as f:
            n = int(f.read()) - 1
    except OSError:
        return
    if n:
        with open("/cut", "w") as f:
            f.write(str(n))
        return
    os.remove("/cut")
    print("[test] cut at", what)
    while True:
        time.sleep_ms(50)
def rename(a, b):
    step("rename of " + a)
    os.rename(a, b)
def remove(a):
    os.stat(a)
    step("removal of " + a)
    os.remove(a)
class Half(io.IOBase):
    def __init__(self, path, mode):
        step("creation of " + path)
        self.path = path
        self.f = open(path, mode)
        self.first = True
    def write(self, b):
        if self.first:
            self.first = False
            half = b[:len(b) // 2]
            self.f.write(half)
            self.f.flush()
            step("half of " + self.path)
            b = b[len(b) // 2:]
            return len(half) + self.f.write(b)
        return self.f.write(b)
    def __enter__(self):
        return self
    def __exit__(self, *a):
        self.f.close()
`;

export interface ScriptOptions extends DeviceOptions {
  /** Of one start with new scripts. */
  trialMs?: number;
  /** Steps in the file system that can be cut. */
  cuts?: boolean;
  /** What the board demands manifests to be signed with: hexadecimal modulus. */
  key?: string;
  /** In place of the shipped boot.py. */
  boot?: Buffer;
}

/** The shipped scripts, with the waits shortened; a version and code at the end of ota.py of one's own. */
export function scriptsOf(version: string, { trialMs = 20_000, cuts = false }: ScriptOptions = {}, more = ''): Files {
  const names = readdirSync(folder).filter((name) => name.endsWith('.py'));
  return Object.fromEntries(names.map((name) => {
    let text = readFileSync(path.join(folder, name), 'utf8')
      .replace(/^SECOND = 1000/m, 'SECOND = 33')
      .replace(/^TRIAL_MS = \d+/m, `TRIAL_MS = ${trialMs}`)
      .replace(/^JOIN_S = 15/m, 'JOIN_S = 1')
      .replace('time.sleep(1)', 'time.sleep_ms(10)');
    if (name === 'ota.py') {
      text = text.replace(/^__version__ = .*$/m, `__version__ = "${version}"`) + more;
    }
    if (cuts && (name === 'ota_boot.py' || name === 'ota_scripts.py')) {
      text = `import cut\n${text.replace(/os\.(rename|remove)\(/g, 'cut.$1(').replace(/open\((.*?), "(wb?)"\)/g, 'cut.Half($1, "$2")')}`;
    }
    return [name, Buffer.from(text)];
  }));
}

/** What may come over the air. */
export function renewable(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => name !== 'boot.py' && name !== 'ota_boot.py'));
}

/** A board with scripts 0.1.0, and the folder that it asks. */
export class ScriptBoard {
  private constructor(readonly device: DeviceBoard, readonly folder: ScriptFolder, readonly server: FirmwareServer, readonly options: ScriptOptions) {}

  static async start(test: TestContext, options: ScriptOptions = {}, release: Release | null = null): Promise<ScriptBoard> {
    const running = image({ version: 'v1.25.0', date: '2025-04-15', seed: 1 });
    const served = new ScriptFolder(running);
    served.release = release;
    const server = await FirmwareServer.start(test, served.answer, { everything: true });
    const files = scriptsOf('0.1.0', options);
    const extra: Record<string, Buffer> = Object.fromEntries(Object.entries(files).map(([name, content]) => [`/${name}`, content]));
    if (options.boot) {
      extra['/boot.py'] = options.boot;
    }
    if (options.cuts) {
      extra['/cut.py'] = Buffer.from(CUT_PY);
    }
    const config = { wifi: [{ ssid: NETWORK.ssid, password: NETWORK.psk }], fw_url: server.url('/fw/firmware.app-bin'), ...(options.key && { key: options.key }) };
    const device = await DeviceBoard.start(test, { image: running, config, ...options, extra });
    return new ScriptBoard(device, served, server, options);
  }

  /** A release made of the shipped scripts and this code. */
  next(version: string, sequence: number, more = ''): Release {
    return { version, sequence, files: renewable(scriptsOf(version, this.options, more)) };
  }

  /** The start, after this line, that ends in main.py. */
  async settles(from = 0): Promise<void> {
    await this.device.line(/^main\.py runs$/, from, 40_000);
  }

  /** What is on the board, whole and of one version. */
  assertRuns(release: Release | Files): void {
    const files = 'version' in release ? (release as Release).files : renewable(release as Files);
    for (const [name, content] of Object.entries(files as Files)) {
      const found = this.device.board.files.read(`/${name}`);
      assert.ok(Buffer.isBuffer(found) && found.equals(content), `${name} is not of the version that was meant\n${this.device.board.console.slice(-1500)}`);
    }
  }

  assertTidy(): void {
    const left = (this.device.board.files.read('/') as string[]).filter((name) => /\.(next|old|tmp)$/.test(name));
    assert.deepEqual(left, []);
  }

  get journal(): Record<string, unknown> {
    return JSON.parse((this.device.board.files.read('/ota_scripts.json') as Buffer).toString()) as Record<string, unknown>;
  }
}
