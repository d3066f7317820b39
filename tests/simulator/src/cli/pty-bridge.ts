import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BRIDGE = 'OtaTools.PtyBridge';
const CONFIGURATIONS = ['Debug', 'Release'];

/** The program that puts a console port on a pseudo-terminal; null where it has not been built. */
export function findPtyBridge(): string | null {
  const named = process.env['OTATOOLS_PTY_BRIDGE'];
  if (named) return existsSync(named) ? named : null;
  const candidates = CONFIGURATIONS.map((configuration) =>
    fileURLToPath(new URL(`../../../${BRIDGE}/bin/${configuration}/net10.0/${BRIDGE}.dll`, import.meta.url)));
  return candidates.find((path) => existsSync(path)) ?? null;
}

export interface PtyBridge {
  /** The terminal's path, or the link to it. */
  readonly path: string;
  /** Unplugs it: whoever has the terminal open sees a hang-up. */
  close(): Promise<void>;
}

export async function startPtyBridge(consolePort: number, link: string): Promise<PtyBridge> {
  const program = findPtyBridge();
  if (!program) throw new Error(`${BRIDGE} is not built: run "dotnet build tests/${BRIDGE}", or set OTATOOLS_PTY_BRIDGE`);
  const options = ['--connect', `127.0.0.1:${consolePort}`, '--exit-with-parent', ...(link ? ['--link', link] : [])];
  const bridge = spawn('dotnet', [program, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  const path = await firstLine(bridge);
  return { path: link || path, close: () => end(bridge) };
}

async function firstLine(bridge: ChildProcess): Promise<string> {
  const exited = new Promise<never>((_, reject) => {
    bridge.once('error', reject);
    bridge.once('exit', (code) => reject(new Error(`${BRIDGE} ended with code ${code} before it had a terminal`)));
  });
  const line = new Promise<string>((resolve) => createInterface(bridge.stdout!).once('line', resolve));
  return (JSON.parse(await Promise.race([line, exited])) as { pty: string }).pty;
}

function end(bridge: ChildProcess): Promise<void> {
  if (bridge.exitCode !== null || bridge.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    bridge.once('exit', () => resolve());
    bridge.kill('SIGTERM');
  });
}
