import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import type { SimulatedBoard } from '@otatools/simulator';
import { findPtyBridge, startPtyBridge, type PtyBridge } from '@otatools/simulator/cli/pty-bridge.js';

export const withoutTerminals = process.platform === 'win32' ? 'no pseudo-terminals here'
  : findPtyBridge() ? false : 'OtaTools.PtyBridge is not built';

/** The board's console as a serial port; unplugged when the test ends. */
export async function plugIn(test: TestContext, board: SimulatedBoard): Promise<PtyBridge> {
  const bridge = await startPtyBridge(board.consolePort, '');
  test.after(() => bridge.close());
  return bridge;
}

/** Another program that holds a port as serial programs do, by flock: its process, or null where flock is not installed. */
export async function holdPort(test: TestContext, port: string): Promise<number | null> {
  const holder = spawn('flock', ['--exclusive', port, 'sh', '-c', 'echo held; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
  test.after(() => holder.kill('SIGKILL'));
  // Its shell lives on its input: that ends it as well.
  test.after(() => holder.stdin.destroy());
  return await new Promise((resolve) => {
    holder.once('error', () => resolve(null));
    createInterface(holder.stdout).once('line', () => resolve(holder.pid!));
  });
}
