import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { ResponseError, CancellationTokenSource } from 'vscode-jsonrpc/node';
import { buildAppImage, type BoardOptions, type SimulatedBoard } from '@otatools/simulator';
import type { Sidecar } from '../../support/sidecar.js';
import { Lines, type Watch } from '../../support/until.js';
import { assertScriptsOn, deviceOf, PASSWORD, SSID, startBoard, temporaryFiles } from './board.js';
import { startSidecar, watchProgress, type Progress } from './client.js';
import { imageFile } from './folder.js';
import { printed } from './printed.js';

export type Method = 'otatools/scripts/upload' | 'otatools/update/run' | 'otatools/connection/check';

/** LSP's RequestCancelled. */
const CANCELLED = -32800;

/** A board with its console open in a sidecar, and requests to be cancelled there. */
export class CancelBench {
  /** What the sidecar told of the board's console. */
  readonly console = new Lines();
  /** What it logged for later. */
  readonly log = new Lines();
  readonly progress: Watch<Progress>;
  readonly device: string;
  /** What updates bring. */
  firmware: string;
  private tokens = 0;

  private constructor(test: TestContext, readonly board: SimulatedBoard, readonly sidecar: Sidecar) {
    this.device = deviceOf(board);
    this.firmware = imageFile(test, { size: 256 * 1024 });
    this.progress = watchProgress(sidecar);
    sidecar.on<{ text: string }>('otatools/console/output', ({ text }) => this.console.push(text));
    sidecar.on<{ message: string }>('window/logMessage', ({ message }) => this.log.push(`${message}\n`));
  }

  /** At its prompt, unless the options say otherwise. */
  static async start(test: TestContext, options: BoardOptions = {}): Promise<CancelBench> {
    const board = await startBoard(test, { image: buildAppImage({ version: 'v1.26.0' }), networks: [{ ssid: SSID, psk: PASSWORD }], ...options });
    const bench = new CancelBench(test, board, await startSidecar(test));
    await printed(board, '>>> ');
    await bench.sidecar.request('otatools/console/open', { device: bench.device });
    return bench;
  }

  request<T>(method: Method, workDoneToken?: number, cancel?: CancellationTokenSource): Promise<T> {
    const params = {
      device: this.device, wifi: { ssid: SSID, password: PASSWORD }, firmware: this.firmware, port: 0, address: '127.0.0.1', workDoneToken,
    };
    return this.sidecar.request<T>(method, params, cancel?.token);
  }

  /**
   * Cancels at the moment that is waited for. True where the request was cancelled, false where its work was done already.
   * @param late How its work may end that comes to nothing: an error code.
   */
  async cancelAt(
    method: Method, moment: (reports: (accepts: (value: Progress['value']) => boolean) => Promise<unknown>) => Promise<unknown>, late?: number,
  ): Promise<boolean> {
    const token = ++this.tokens;
    const cancel = new CancellationTokenSource();
    const answer = this.request(method, token, cancel).then(() => null, (error: unknown) => error);
    await moment((accepts) => this.progress.find((p) => p.token === token && accepts(p.value), 'the moment to cancel'));
    cancel.cancel();
    const error = await answer;
    const code = error instanceof ResponseError ? error.code : undefined;
    assert.ok(error === null || code === CANCELLED || (late !== undefined && code === late), String(error));
    await this.assertEndedOnce(token);
    return code === CANCELLED;
  }

  private async assertEndedOnce(token: number): Promise<void> {
    const isEnd = (p: Progress): boolean => p.token === token && p.value.kind === 'end';
    await this.progress.find(isEnd, 'the end of the progress');
    // What came too late would be here before the answer to a later request.
    await this.sidecar.request('otatools/serving/state');
    const kinds = this.progress.items.filter((p) => p.token === token).map((p) => p.value.kind);
    assert.deepEqual([kinds[0], kinds.at(-1), kinds.filter((kind) => kind !== 'report').length], ['begin', 'end', 2]);
  }

  /** The console is open, and at its other end is a person's prompt and not the raw REPL. */
  async assertPrompt(): Promise<void> {
    const from = this.console.items.length;
    await this.sidecar.request('otatools/console/send', { device: this.device, text: 'print(6*7)\r' });
    await this.console.line(/^42$/, 20_000, from);
  }

  assertNoHalfFiles(): void {
    assert.deepEqual(temporaryFiles(this.board), []);
  }

  async assertUploads(): Promise<void> {
    await this.request('otatools/scripts/upload');
    assertScriptsOn(this.board);
    this.assertNoHalfFiles();
  }

  async assertUpdates(): Promise<void> {
    const { outcome } = await this.request<{ outcome: string }>('otatools/update/run');
    assert.match(outcome, /^(updated|alreadyRunning)$/);
    const { slot, state } = this.board.state();
    assert.deepEqual([slot, state], ['ota_1', 'VALID']);
  }
}
