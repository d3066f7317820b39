// Releases in a plain folder, behind real static servers.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { temporaryFolder } from '../sidecar/support/folder.js';
import { Lines } from '../support/until.js';
import { DeviceBoard } from './support/device-board.js';
import { MAC, next, POINTER, pointer, published, turnOf } from './support/releases.js';

interface Kind {
  name: string;
  notModified: boolean;
  start(folder: string, state: string, port: number): string[];
  /** What it prints once it listens. */
  ready: RegExp;
}

const kinds: Kind[] = [
  { name: 'python3', notModified: false, start: (folder, _, port) => ['-u', '-m', 'http.server', '--bind', '127.0.0.1', '--directory', folder, String(port)], ready: /Serving HTTP/ },
  {
    name: 'nginx', notModified: true, ready: /event method/,
    start: (folder, state, port) => {
      const conf = path.join(state, 'nginx.conf');
      const kept = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${state}/${name};`).join(' ');
      writeFileSync(conf, `daemon off; master_process off; pid ${state}/pid; error_log stderr notice; events {}
http { access_log off; ${kept} server { listen 127.0.0.1:${port}; root ${folder}; } }\n`);
      return ['-p', state, '-c', conf, '-e', 'stderr'];
    },
  },
];

const isThere = (program: string): boolean => spawnSync(program, [program === 'nginx' ? '-v' : '--version']).status === 0;

function freePort(): Promise<number> {
  const server = net.createServer();
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as net.AddressInfo;
    server.close(() => resolve(port));
  }));
}

async function serve(t: TestContext, kind: Kind, folder: string): Promise<number> {
  const port = await freePort();
  const server = spawn(kind.name, kind.start(folder, temporaryFolder(t), port), { stdio: ['ignore', 'pipe', 'pipe'] });
  t.after(() => server.kill('SIGKILL'));
  const said = new Lines();
  for (const stream of [server.stdout, server.stderr]) stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
  await said.line(kind.ready);
  return port;
}

for (const kind of kinds) {
  test(`a release in a folder behind ${kind.name}: first to others, then to this board, then nothing newer`, { skip: isThere(kind.name) ? false : `there is no ${kind.name} here` }, async (t) => {
    const folder = temporaryFolder(t);
    for (const [name, content] of Object.entries(published(next, { share: turnOf(MAC, next) }))) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    const port = await serve(t, kind, folder);
    const device = await DeviceBoard.configured(t, `http://127.0.0.1:${port}${POINTER}`, { mac: MAC });
    await device.line(/^\[OTA\] not this board's turn yet: this release goes to /);
    await device.line(/^main\.py runs$/);
    writeFileSync(path.join(folder, POINTER), pointer(next));
    const from = device.mark;
    await device.restart();
    await device.line(/^\[OTA\] valid v1\.26\.0 /, from);
    await device.line(kind.notModified ? /nothing newer \(304\)$/ : /^\[OTA\] already running this image: nothing to do$/, from);
    assert.equal(device.board.state().sha256, next.subarray(-32).toString('hex'));
  });
}
