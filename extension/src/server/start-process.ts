import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { accessSync, chmodSync, constants } from 'node:fs';
import path from 'node:path';
import { type MessageTransports, StreamMessageReader, StreamMessageWriter } from 'vscode-languageclient/node';
import type { Launch } from './locate';
import { RevealingWriter } from './secret';

export interface Started {
  readonly process: ChildProcessWithoutNullStreams;
  readonly transports: MessageTransports;
}

/** Starts the sidecar; rejects where the program cannot be started. What it writes to stderr goes to the log. */
export async function startProcess({ command, args }: Launch, log: (line: string) => void): Promise<Started> {
  makeExecutable(command);
  const child = spawn(command, args, { stdio: 'pipe', windowsHide: true });
  child.stderr.setEncoding('utf8').on('data', (text: string) => log(text.trimEnd()));
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  // A sidecar that dies closes its input under the writer; that it is gone is learned from its output.
  child.stdin.on('error', () => {});
  return {
    process: child,
    transports: { reader: new StreamMessageReader(child.stdout), writer: new RevealingWriter(new StreamMessageWriter(child.stdin)) },
  };
}

/** Not every way to unpack a .vsix keeps the executable bit. */
function makeExecutable(command: string): void {
  if (process.platform !== 'win32' && path.isAbsolute(command)) {
    try {
      accessSync(command, constants.X_OK);
    } catch {
      chmodSync(command, 0o755);
    }
  }
}
