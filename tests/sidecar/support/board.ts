import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { SimulatedBoard, type BoardOptions } from '@otatools/simulator';
import { root } from '../../support/paths.js';

/** What an upload must leave on a board, byte for byte. */
const folder = path.join(root, 'server/device');
export const scripts: Readonly<Record<`/${string}.py`, Buffer>> & { '/boot.py': Buffer; '/ota.py': Buffer } = {
  '/boot.py': readFileSync(path.join(folder, 'boot.py')),
  '/ota.py': readFileSync(path.join(folder, 'ota.py')),
  ...Object.fromEntries(readdirSync(folder).filter((name) => name.endsWith('.py')).map((name) => [`/${name}`, readFileSync(path.join(folder, name))])),
};

/** What an upload says of each script. */
export const allScripts = (change: string, but: Readonly<Record<string, string>> = {}): Record<string, string> =>
  ({ ...Object.fromEntries(Object.keys(scripts).map((name) => [name, change])), ...but });

export const SSID = 'test network';
export const PASSWORD = 'correct horse battery';

/** A board that is put away when the test ends. USB, so that nothing waits for a baud rate, unless the options say otherwise. */
export async function startBoard(test: TestContext, options: BoardOptions = {}): Promise<SimulatedBoard> {
  const board = await SimulatedBoard.start({ link: 'usb', joinDelayMs: 5, ...options });
  test.after(() => board.close());
  return board;
}

/** The same board with modem lines. */
export const forwardedDeviceOf = (board: SimulatedBoard): string => `rfc2217://127.0.0.1:${board.rfc2217Port}`;

export const deviceOf = (board: SimulatedBoard): string => `socket://127.0.0.1:${board.consolePort}`;

/** Waits for a state of the board, and tells what it was in where it never came. */
export async function reach(
  board: SimulatedBoard, conditions: Readonly<Record<string, string | number | boolean>>, timeoutMs = 20_000,
): Promise<void> {
  assert.ok(
    await board.waitFor(conditions, timeoutMs),
    `never reached ${JSON.stringify(conditions)}: ${JSON.stringify(board.state())}\n${board.console.slice(-1000)}`);
}

/** The board's text file, parsed. */
export function configurationOn(board: SimulatedBoard): Record<string, unknown> {
  const content = board.files.read('/ota.json');
  assert.ok(Buffer.isBuffer(content), 'there is no /ota.json');
  return JSON.parse(content.toString('utf8')) as Record<string, unknown>;
}

/** Puts our scripts and a configuration on the board as an upload would. */
export function install(board: SimulatedBoard, configuration?: object): void {
  for (const [file, content] of Object.entries(scripts)) {
    board.files.write(file, content);
  }
  if (configuration) {
    board.files.write('/ota.json', Buffer.from(JSON.stringify(configuration)));
  }
}

/** The names of the files that an upload writes first and renames at its end. */
export function temporaryFiles(board: SimulatedBoard): string[] {
  return (board.files.read('/') as string[]).filter((name) => name.endsWith('.new')).concat(board.files.read('/ota.new') as string[] | null ?? []);
}

export function assertScriptsOn(board: SimulatedBoard): void {
  for (const [file, content] of Object.entries(scripts)) {
    const found = board.files.read(file);
    assert.ok(Buffer.isBuffer(found) && found.equals(content), `${file} is not what server/device holds`);
  }
}
