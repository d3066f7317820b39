import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { buildAppImage, type BoardOptions, type BoardState, type ImageOptions, SimulatedBoard } from '@otatools/simulator';
import { root } from '../../support/paths.js';
import { Lines } from '../../support/until.js';

const folder = path.join(root, 'server/device');
const script = (name: string): Buffer => readFileSync(path.join(folder, name));
const engine = readdirSync(folder).filter((name) => name.endsWith('.py') && name !== 'boot.py');

export const NETWORK = { ssid: 'workshop', psk: 'a long password' };

/** Every pause and limit runs thirty times as fast, or as the test says; everything else is the product's own. */
const QUICK_SECOND_MS = 33;
const quickBoot = (secondMs: number, before: string): Buffer => Buffer.from(`
import ota_state
ota_state.SECOND = ${secondMs}
${before}
import ota_boot
`);

const MAIN_PY = 'print("main.py runs")\n';

export interface DeviceOptions extends BoardOptions {
  /** /ota.json; null leaves it out, a string is written as it is. */
  config?: object | string | null;
  /** The shipped boot.py, with its countdown of three seconds. */
  realBoot?: boolean;
  /** Appended to ota.py's constants, as users of the original edit them. */
  constants?: Record<string, string>;
  /** For how long a second of the scripts lasts: more where the order of two deadlines counts. */
  secondMs?: number;
  /** What runs between the quick boot.py's settings and the start. */
  beforeBoot?: string;
  /** Files that are there before the first start, in place of ours where they have their names. */
  extra?: Readonly<Record<string, Buffer>>;
}

export function image(options: ImageOptions = {}): Buffer {
  return buildAppImage({ version: 'v1.26.0', date: '2025-08-09', size: 90_000, seed: 7, ...options });
}

/** A board with the device scripts on it, switched on when the test says so. */
export class DeviceBoard {
  readonly lines = new Lines();
  private socket!: net.Socket;
  private bootsBefore = 0;

  private constructor(readonly board: SimulatedBoard) {}

  static async start(test: TestContext, options: DeviceOptions = {}): Promise<DeviceBoard> {
    const { config = null, realBoot = false, constants = {}, secondMs = QUICK_SECOND_MS, beforeBoot = '', extra = {}, ...rest } = options;
    const board = await SimulatedBoard.start({
      link: 'usb', joinDelayMs: 5, networks: [NETWORK], image: image({ version: 'v1.25.0', date: '2025-04-15', seed: 1 }), ...rest,
    });
    test.after(() => board.close());
    board.setPower(false);
    for (const name of engine) {
      board.files.write(`/${name}`, script(name));
    }
    let ota = script('ota.py').toString();
    for (const [name, value] of Object.entries(constants)) {
      ota = ota.replace(new RegExp(`^${name} = .*$`, 'm'), `${name} = ${value}`);
    }
    board.files.write('/ota.py', Buffer.from(ota));
    board.files.write('/boot.py', realBoot ? script('boot.py') : quickBoot(secondMs, beforeBoot));
    board.files.write('/main.py', Buffer.from(MAIN_PY));
    if (config !== null) {
      board.files.write('/ota.json', Buffer.from(typeof config === 'string' ? config : JSON.stringify(config)));
    }
    for (const [file, content] of Object.entries(extra)) {
      board.files.write(file, content);
    }
    board.resetCounters();
    const device = new DeviceBoard(board);
    await device.connect(test);
    device.bootsBefore = board.state().boots;
    board.setPower(true);
    return device;
  }

  /** Configured for the test's network and a URL, whose server may answer everything with the image. */
  static configured(test: TestContext, url: string, options: DeviceOptions = {}): Promise<DeviceBoard> {
    return DeviceBoard.start(test, { config: { wifi: [{ ssid: NETWORK.ssid, password: NETWORK.psk }], fw_url: url, trial: 40 }, ...options });
  }

  type(bytes: string): void {
    this.socket.write(bytes, 'latin1');
  }

  /** The first line from an index on; the whole console is in the failure. */
  line(pattern: RegExp, from = 0, timeoutMs = 60_000): Promise<string> {
    return this.lines.line(pattern, timeoutMs, from);
  }

  /** Where the lines of now end: what comes later is found from here. */
  get mark(): number {
    return this.lines.items.length;
  }

  async restart(): Promise<void> {
    const { boots } = this.board.state();
    this.board.reset();
    await this.reach({ 'boots>': boots + 1 });
  }

  async reach(conditions: Readonly<Record<string, string | number | boolean>>): Promise<BoardState> {
    const state = await this.board.waitFor(conditions, 60_000);
    assert.ok(state, `never reached ${JSON.stringify(conditions)}: ${JSON.stringify(this.board.state())}\n${this.board.console.slice(-800)}`);
    return state;
  }

  /** How often it has booted with the scripts on it. */
  get boots(): number {
    return this.board.state().boots - this.bootsBefore;
  }

  /** Erases and bytes written in one slot since the scripts were put there. */
  written(label: string): { erases: number; bytesWritten: number } {
    return this.board.counters().flash.perPartition[label] ?? { erases: 0, bytesWritten: 0 };
  }

  private async connect(test: TestContext): Promise<void> {
    this.socket = net.connect(this.board.consolePort, '127.0.0.1');
    this.socket.setEncoding('utf8').on('data', (text: string) => this.lines.push(text));
    this.socket.on('error', () => {});
    await new Promise((resolve) => this.socket.once('connect', resolve));
    test.after(() => this.socket.destroy());
  }
}
