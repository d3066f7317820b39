import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atExit } from './at-exit.js';
import { extensions } from './places.js';

/** As the sidecar tells of a port. */
export type Port = Readonly<Record<string, string>>;

/**
 * The installed sidecar with other ports than this machine has: they come and go as a test wants. Only its answer to that one
 * question is changed.
 */
export class FakePorts {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'otatools-ports-'));
  private readonly list = path.join(this.folder, 'ports.json');
  /** For otaTools.serverPath. */
  readonly server = path.join(this.folder, 'server');

  constructor(ports: readonly Port[]) {
    atExit(() => rmSync(this.folder, { recursive: true, force: true }));
    this.are(ports);
    const installed = readdirSync(extensions).find((name) => name.startsWith('otatools.'))!;
    const real = path.join(extensions, installed, 'extension/sidecar/OtaTools.Server');
    writeFileSync(this.server, `#!${process.execPath}\n(${relay.toString()})(${JSON.stringify(real)}, ${JSON.stringify(this.list)});\n`, { mode: 0o755 });
  }

  /** From now on. */
  are(ports: readonly Port[]): void {
    writeFileSync(this.list, JSON.stringify(ports));
  }
}

/** A program of its own: it sees nothing of this file. */
function relay(real: string, list: string): void {
  const { spawn } = require('node:child_process') as typeof import('node:child_process');
  const { readFileSync } = require('node:fs') as typeof import('node:fs');
  const server = spawn(real, process.argv.slice(2), { stdio: ['pipe', 'pipe', 'inherit'] });
  process.stdin.pipe(server.stdin);
  server.on('exit', (code) => process.exit(code ?? 1));
  let received = Buffer.alloc(0);
  server.stdout.on('data', (bytes: Buffer) => {
    received = Buffer.concat([received, bytes]);
    for (;;) {
      const end = received.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(received.subarray(0, Math.max(end, 0)).toString())?.[1]);
      if (end < 0 || received.length < end + 4 + length) {
        return;
      }
      const message = JSON.parse(received.subarray(end + 4, end + 4 + length).toString()) as { result?: { ports?: unknown } };
      received = received.subarray(end + 4 + length);
      if (message.result?.ports) {
        message.result.ports = JSON.parse(readFileSync(list, 'utf8'));
      }
      const body = Buffer.from(JSON.stringify(message));
      process.stdout.write(`Content-Length: ${body.length}\r\n\r\n`);
      process.stdout.write(body);
    }
  });
}
