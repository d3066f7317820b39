import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import type { SimulatedBoard } from '@otatools/simulator';
import { findPtyBridge, startPtyBridge, type PtyBridge } from '@otatools/simulator/cli/pty-bridge.js';

export const withoutTerminals = process.platform === 'win32' ? 'no pseudo-terminals here'
  : findPtyBridge() ? false : 'OtaTools.PtyBridge is not built';

/**
 * The board's console as a serial port; unplugged when the test ends. It has a name of its own: the system gives the number of a
 * terminal that is gone to the next one, and whoever looks for a lost port would find another test's.
 */
export async function plugIn(test: TestContext, board: SimulatedBoard): Promise<PtyBridge> {
  const folder = mkdtempSync(join(tmpdir(), 'otatools-port-'));
  const path = join(folder, 'port');
  const bridge = await startPtyBridge(board.consolePort, path);
  const close = async (): Promise<void> => {
    await bridge.close();
    rmSync(folder, { recursive: true, force: true });
  };
  test.after(close);
  return { path, close };
}

export interface Holder {
  readonly pid: number;
  release(): Promise<void>;
}

/** Another program that holds a port as serial programs do, by flock; null where flock is not installed. */
export async function holdPort(test: TestContext, port: string): Promise<Holder | null> {
  const holder = spawn('flock', ['--exclusive', port, 'sh', '-c', 'echo held; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
  test.after(() => holder.kill('SIGKILL'));
  // Its shell lives on its input: that ends it as well.
  test.after(() => holder.stdin.destroy());
  const release = (): Promise<void> => new Promise((resolve) => {
    holder.once('exit', () => resolve());
    holder.stdin.end();
  });
  return await new Promise((resolve) => {
    holder.once('error', () => resolve(null));
    createInterface(holder.stdout).once('line', () => resolve({ pid: holder.pid!, release }));
  });
}
