import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { temporaryFolder } from './folder.js';
import { closedPort } from './listeners.js';

const PROGRAM = ['/usr/sbin/ser2net', '/usr/bin/ser2net'].find((program) => spawnSync(program, ['-v']).status !== null);

export const withoutSer2net = PROGRAM ? false : 'ser2net is not installed';

/** The program that most people forward serial ports with; the address that it does so at. */
export async function forward(test: TestContext, port: string, accepter: 'telnet(rfc2217),tcp' | 'tcp'): Promise<string> {
  const tcpPort = await closedPort();
  const folder = temporaryFolder(test);
  const configuration = path.join(folder, 'ser2net.yaml');
  writeFileSync(configuration, `%YAML 1.1\n---\nconnection: &board\n  accepter: ${accepter},127.0.0.1,${tcpPort}\n  connector: serialdev,${port},115200n81,local\n`);
  const program = spawn(PROGRAM!, ['-n', '-c', configuration, '-P', path.join(folder, 'pid')], { stdio: 'ignore' });
  test.after(() => program.kill('SIGKILL'));
  await reachable(tcpPort);
  return `${accepter === 'tcp' ? 'socket' : 'rfc2217'}://127.0.0.1:${tcpPort}`;
}

async function reachable(port: number): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!(await accepts(port))) {
    if (performance.now() > deadline) {
      throw new Error('ser2net does not listen');
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => resolve(false)).on('connect', () => socket.end().resume()).on('close', (failed) => resolve(!failed));
  });
}
