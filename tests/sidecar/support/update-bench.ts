import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { buildAppImage, type BoardOptions, type SimulatedBoard } from '@otatools/simulator';
import type { PtyBridge } from '@otatools/simulator/cli/pty-bridge.js';
import { PASSWORD, SSID, startBoard } from './board.js';
import { CommandLine, resultOf, type Finished } from './command-line.js';
import { plugIn } from './terminal.js';

export const OLD_VERSION = 'v1.26.0 on 2025-08-09';
export const NEW_VERSION = 'v1.27.0 on 2025-12-09';

export interface UpdateResult {
  readonly outcome: 'updated' | 'alreadyRunning';
  readonly from: { readonly slot: string; readonly version: string };
  readonly to: { readonly slot: string; readonly version: string };
  readonly bytesSent: number;
  readonly resets: number;
}

/** A board on a serial port, and `otatools update` at the other end of the cable. */
export class UpdateBench {
  private constructor(private readonly test: TestContext, readonly board: SimulatedBoard, public bridge: PtyBridge) {}

  static async start(test: TestContext, options: BoardOptions = {}): Promise<UpdateBench> {
    const board = await startBoard(test, {
      image: buildAppImage({ version: 'v1.26.0' }), networks: [{ ssid: SSID, psk: PASSWORD }], ...options,
    });
    return new UpdateBench(test, board, await plugIn(test, board));
  }

  /** With our network, unless the arguments name another. */
  start(file: string, args: readonly string[] = ['--ssid', SSID], password: string | undefined = PASSWORD): CommandLine {
    const all = ['update', file, '--device', this.bridge.path, '--port', '0', '--address', '127.0.0.1', '--json', ...args];
    return CommandLine.start(this.test, all, password === undefined ? {} : { OTATOOLS_WIFI_PASSWORD: password });
  }

  run(file: string, args?: readonly string[], password?: string): Promise<Finished> {
    return this.start(file, args, password).finished;
  }

  async plugInAgain(): Promise<void> {
    await this.bridge.close();
    this.bridge = await plugIn(this.test, this.board);
  }

  /** The next try: as a user would do it, and it works. */
  async assertUpdates(file: string, args?: readonly string[], password?: string): Promise<UpdateResult> {
    const run = await this.run(file, args, password);
    assert.equal(run.code, 0, run.stderr);
    const result = resultOf<UpdateResult>(run);
    assert.equal(result.outcome, 'updated');
    const { slot, state, version } = this.board.state();
    assert.deepEqual([slot, state], [result.to.slot, 'VALID']);
    assert.ok(result.to.version.startsWith(version!), `${result.to.version} is not ${version}`);
    return result;
  }

  /** Ended with this code, this reason and this advice; the board runs what it ran. */
  assertRefused(run: Finished, code: number, error: string, advice: RegExp): void {
    assert.equal(run.code, code, run.stderr);
    assert.equal(resultOf<{ error: string }>(run).error, error);
    assert.match(run.stderr, advice);
    assert.equal(this.board.state().slot, 'ota_0');
  }
}
