import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { SimulatedBoard, type BoardOptions, type BoardState } from '@otatools/simulator';
import { ConsoleClient } from './console-client.js';

const RAW_BANNER = 'raw REPL; CTRL-B to exit\r\n>';

export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
}

/** A board with a host at its console, put away when the test ends. */
export class Bench {
  private constructor(readonly board: SimulatedBoard, readonly console: ConsoleClient) {}

  /** USB, so that nothing waits for a baud rate; `options` say otherwise where the rate is the point. */
  static async start(test: TestContext, options: BoardOptions = {}): Promise<Bench> {
    const board = await SimulatedBoard.start({ link: 'usb', joinDelayMs: 5, ...options });
    test.after(() => board.close());
    const bench = new Bench(board, await ConsoleClient.open(board.consolePort));
    test.after(() => bench.console.close());
    return bench;
  }

  /** A board at its friendly prompt. */
  static async atPrompt(test: TestContext, options: BoardOptions = {}): Promise<Bench> {
    const bench = await Bench.start(test, options);
    await bench.reach({ phase: 'running', console: '>>> ' });
    bench.console.write('6*7\r');
    await bench.console.readUntil('42\r\n>>> ');
    return bench;
  }

  static async inRawMode(test: TestContext, options: BoardOptions = {}): Promise<Bench> {
    const bench = await Bench.atPrompt(test, options);
    await bench.enterRawMode();
    return bench;
  }

  async enterRawMode(): Promise<void> {
    this.console.write('\x03\r\x01');
    await this.console.readUntil(RAW_BANNER);
  }

  /** After a restart, back to raw mode on the running firmware. */
  async reenterRawMode(conditions: Readonly<Record<string, string | number>>): Promise<void> {
    await this.reach({ phase: 'running', ...conditions });
    this.console.discard();
    await this.enterRawMode();
  }

  async reach(conditions: Readonly<Record<string, string | number | boolean>>): Promise<BoardState> {
    const state = await this.board.waitFor(conditions, 8000);
    assert.ok(state, `never reached ${JSON.stringify(conditions)}: ${JSON.stringify(this.board.state())} ${this.board.console.slice(-500)}`);
    return state;
  }

  async run(source: string): Promise<Outcome> {
    this.console.write(`${source}\x04`);
    await this.console.readUntil('OK');
    const stdout = (await this.console.readUntil('\x04')).slice(0, -1);
    const stderr = (await this.console.readUntil('\x04>')).slice(0, -2);
    return { stdout: stdout.replaceAll('\r\n', '\n'), stderr: stderr.replaceAll('\r\n', '\n') };
  }

  /** What the source prints; a traceback fails the test. */
  async print(source: string): Promise<string> {
    const { stdout, stderr } = await this.run(source);
    assert.equal(stderr, '', source);
    return stdout.trimEnd();
  }

  /** Starts source that will not come back. */
  async launch(source: string): Promise<void> {
    this.console.write(`${source}\x04`);
    await this.console.readUntil('OK');
  }
}
