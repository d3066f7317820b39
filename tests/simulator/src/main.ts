#!/usr/bin/env node
import { SimulatedBoard } from './board/simulated-board.js';
import { UsageError, parseCommandLine, usage, type CommandLine } from './cli/arguments.js';
import { startPtyBridge, type PtyBridge } from './cli/pty-bridge.js';

/** Runs one board until it is told to stop; stdout carries one line, which says where the board is. */
async function main(commandLine: CommandLine): Promise<void> {
  const board = await SimulatedBoard.start({
    ...commandLine.board,
    log: (text) => console.error(text),
    onConsole: commandLine.printConsole ? (data) => process.stderr.write(data) : undefined,
  });
  const pty = commandLine.pty === null ? null : await startPtyBridge(board.consolePort, commandLine.pty);
  endOnRequest(board, pty, commandLine.exitWithParent);
  const ready = {
    console: `socket://127.0.0.1:${board.consolePort}`,
    rfc2217: `rfc2217://127.0.0.1:${board.rfc2217Port}`,
    control: `http://127.0.0.1:${board.controlPort}`,
    ...(pty ? { pty: pty.path } : {}),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

function endOnRequest(board: SimulatedBoard, pty: PtyBridge | null, withParent: boolean): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    void Promise.all([pty?.close(), board.close()]).then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  if (withParent) process.stdin.on('end', end).on('error', end).resume();
}

try {
  const argv = process.argv.slice(2);
  if (argv.includes('--help')) console.error(usage);
  else await main(parseCommandLine(argv));
} catch (error) {
  console.error(error instanceof UsageError ? `${error.message}\n${usage}` : error instanceof Error ? error.message : error);
  process.exit(error instanceof UsageError ? 2 : 1);
}
