import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { type BoardOptions, type BoardState, type FlashOperation, SimulatedBoard } from '@otatools/simulator';
import { root } from '../../support/paths.js';
import { Lines } from '../../support/until.js';
import { image, NETWORK } from './device-board.js';

const DEVICE = path.join(root, 'server/device');
const scripts = readdirSync(DEVICE).filter((name) => name.endsWith('.py')).map((name): [string, Buffer] => [name, readFileSync(path.join(DEVICE, name))]);

/** Every pause and limit of the scripts runs thirty times as fast. */
const SECOND = 33;
/** A start that has said nothing final by then has lost the board; the scripts' own limits are far below. */
const SETTLES_MS = 30_000;
const MAIN_LINE = 'main.py is here';
/** A main.py by which a test knows that a start has come to its end. */
export const PROGRAM = `print("${MAIN_LINE}")\n`;
/** What an image that comes and goes may cost: three tries with a switch, a trial and a rollback each, and some to spare. */
const MOST_STARTS = 16;

export const before = image({ version: 'v1.25.0', date: '2025-04-15', idfVersion: 'v5.4.2', size: 64_000, seed: 1 });

export interface FaultBoardOptions extends BoardOptions {
  /** More of /ota.json. */
  config?: object;
  /** What runs before the guard, in boot.py. */
  beforeBoot?: string;
  files?: Readonly<Record<string, string | Buffer>>;
}

/** The board lost its way: it starts again and again, or says nothing more. */
export class Lost extends Error {}

/** A configured board whose every flash operation and start is watched. */
export class FaultBoard {
  readonly lines = new Lines();
  /** What must never happen, and did. */
  readonly violations = new Set<string>();
  private board!: SimulatedBoard;
  private seen = 0;
  private readonly triggers: { start: string; act: () => void }[] = [];
  private otadataWritesAtBoot = new Map<number, number>();

  private constructor() {}

  static async start(url: string, { config = {}, files = {}, beforeBoot = '', ...options }: FaultBoardOptions = {}): Promise<FaultBoard> {
    const device = new FaultBoard();
    device.board = await SimulatedBoard.start({
      link: 'usb', joinDelayMs: 2, networks: [NETWORK], image: before, power: false,
      onConsole: (data) => device.print(data), onFlash: (operation) => device.watch(operation), ...options,
    });
    for (const [name, content] of scripts) device.board.files.write(`/${name}`, content);
    device.write('/boot.py', `import ota_state\nota_state.SECOND = ${SECOND}\n${beforeBoot}\nimport ota_boot\n`);
    device.write('/main.py', PROGRAM);
    device.configure({ fw_url: url, ...config });
    for (const [name, content] of Object.entries(files)) device.write(name, content);
    return device;
  }

  /** The board itself, for faults. */
  get hardware(): SimulatedBoard {
    return this.board;
  }

  get state(): BoardState {
    return this.board.state();
  }

  /** Resets of the chip and of the interpreter. */
  private get starts(): number {
    const { boots, resets } = this.state;
    return boots + resets.soft;
  }

  /** All that was printed since the board was new. */
  get text(): string {
    return this.lines.items.join('\n');
  }

  write(name: string, content: string | Buffer): void {
    this.board.files.write(name, Buffer.from(content));
  }

  /** /ota.json: the test's network, and what is given. */
  configure(config: object): void {
    this.write('/ota.json', JSON.stringify({ wifi: [{ ssid: NETWORK.ssid, password: NETWORK.psk }], scripts: false, ...config }));
  }

  /** Switches it on and waits until it has settled. */
  firstStart(): Promise<void> {
    this.board.setPower(true);
    const settled = this.settle();
    settled.catch(() => {}); // a test may be waiting for something else when it comes to nothing
    return settled;
  }

  /** Another start, by the EN pin, and what comes of it. */
  async restart(): Promise<void> {
    this.seen = this.lines.items.length;
    this.board.reset();
    await this.settle();
  }

  async powerCycle(): Promise<void> {
    this.seen = this.lines.items.length;
    this.board.cyclePower();
    await this.settle();
  }

  /** Until main.py runs under an image that is on trial no more, or the REPL is there, whatever resets come before. */
  async settle(): Promise<void> {
    const starts = this.starts;
    let from = this.seen;
    for (;;) {
      const line = await this.next(from, starts);
      from = this.lines.items.indexOf(line, from) + 1;
      if (line.startsWith('Type "help()"') || this.state.state !== 'PENDING_VERIFY') break;
    }
    this.seen = from;
  }

  /** Waits for a line from where it last settled on; with more patterns, for each behind the one before. */
  async line(...patterns: readonly RegExp[]): Promise<void> {
    let from = this.seen;
    for (const pattern of patterns) {
      const line = await this.lines.line(pattern, SETTLES_MS, from).catch(() => {
        throw new Lost(`silent, ${this.state.phase} in ${this.state.slot}: no ${pattern}`);
      });
      from = this.lines.items.indexOf(line, from) + 1;
    }
  }

  /** Acts once, at the first line from now on that begins so; if there is none, never. */
  when(start: string, act: () => void): void {
    this.triggers.push({ start, act });
  }

  /** Waits until the firmware hangs, as `behaviour: 'hang'` does. */
  async hung(): Promise<void> {
    if (!(await this.board.waitFor({ phase: 'hung' }, SETTLES_MS))) throw new Lost(`it did not hang, ${this.state.phase}`);
  }

  /** The first line of a trial boot that begins so. */
  async trialLine(start: string): Promise<void> {
    const on = (text: string): RegExp => new RegExp(`^${text.replace(/[[\]]/g, '\\$&')}`);
    await this.line(on('[BOOT] running= ota_1'), ...(start.startsWith('[BOOT] running') ? [] : [on(start)]));
  }

  /** Waits until it has no power. */
  async off(): Promise<void> {
    if (!(await this.board.waitFor({ powered: false }, SETTLES_MS))) throw new Lost('the power was not cut');
  }

  /** Bytes typed at its console. */
  type(bytes: string): void {
    const socket = net.connect(this.board.consolePort, '127.0.0.1', () => socket.end(bytes, 'latin1'));
    socket.on('error', () => {});
    socket.resume();
  }

  close(): Promise<void> {
    return this.board.close();
  }

  private print(data: Buffer): void {
    const from = this.lines.items.length;
    this.lines.push(data.toString('latin1'));
    for (const line of this.lines.items.slice(from)) {
      const at = this.triggers.findIndex(({ start }) => line.startsWith(start));
      if (at >= 0) this.triggers.splice(at, 1)[0]!.act();
    }
  }

  private async next(from: number, starts: number): Promise<string> {
    const final = (line: string): boolean => line === MAIN_LINE || line.startsWith('Type "help()"');
    const tooOften = (): boolean => this.starts - starts > MOST_STARTS;
    try {
      const line = await this.lines.find((line) => final(line) || tooOften(), 'the end of a start', SETTLES_MS, from);
      if (!tooOften()) return line;
    } catch {
      throw new Lost(`silent, ${this.state.phase} in ${this.state.slot}`);
    }
    throw new Lost(`started ${MOST_STARTS} times`);
  }

  private watch({ label }: FlashOperation): void {
    if (!this.board || this.state.phase !== 'running') return;
    const { slot, state, boots } = this.state;
    if (label?.startsWith('ota_') && state === 'PENDING_VERIFY') this.violations.add(`${label} was written while ${slot} was on trial`);
    if (label === slot) this.violations.add('the running slot was written');
    if (label !== 'otadata') return;
    const writes = (this.otadataWritesAtBoot.get(boots) ?? 0) + 1;
    this.otadataWritesAtBoot.set(boots, writes);
    // One record is one erase and one write.
    if (writes > 2) this.violations.add('otadata was changed twice in one start');
  }
}
