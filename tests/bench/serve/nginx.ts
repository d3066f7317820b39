import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../support/paths.js';
import { note } from '../support/progress.js';
import { Program } from '../support/program.js';
import { freePort, listening, type StartServer } from './server.js';

/** Below tests/out, which git ignores; unpacked there and not installed, so that no service starts and nothing else changes. */
const unpacked = path.join(root, 'tests/out/bench/nginx');
const unpackedProgram = path.join(unpacked, 'usr/sbin/nginx');
const APT_MS = 180_000;

/** nginx of this machine, else Debian's package; null where neither can be had. */
export function findNginx(): string | null {
  const candidates = ['nginx', '/usr/sbin/nginx', unpackedProgram];
  const usable = (): string | undefined => candidates.find((program) => spawnSync(program, ['-v']).status === 0);
  return usable() ?? (fetchFromDebian() ? usable() ?? null : null);
}

function fetchFromDebian(): boolean {
  note('nginx is not installed: fetching the package from Debian');
  mkdirSync(unpacked, { recursive: true });
  const run = (command: string, args: string[]): boolean => spawnSync(command, args, { cwd: unpacked, timeout: APT_MS }).status === 0;
  const downloaded = (): boolean => run('apt-get', ['download', 'nginx']);
  // A fresh machine has no package lists yet; only root can fetch them.
  if (!downloaded() && !(process.getuid?.() === 0 && run('apt-get', ['update']) && downloaded())) return false;
  const archive = readdirSync(unpacked).find((name) => name.endsWith('.deb'));
  return archive !== undefined && run('dpkg-deb', ['-x', archive, '.']);
}

/** As Debian configures it, with room for 1,000 boards, and everything it writes in the folder `state`. */
export function nginxIn(program: string, state: string): StartServer {
  return async (folder) => {
    const port = await freePort();
    const configuration = path.join(state, 'nginx.conf');
    writeFileSync(configuration, `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes auto;
pid ${state}/nginx.pid;
error_log ${state}/error.log;
events { worker_connections 4096; }
http {
  access_log ${state}/access.log;
  client_body_temp_path ${state}/body;
  proxy_temp_path ${state}/proxy;
  fastcgi_temp_path ${state}/fastcgi;
  uwsgi_temp_path ${state}/uwsgi;
  scgi_temp_path ${state}/scgi;
  sendfile on;
  tcp_nopush on;
  server { listen 127.0.0.1:${port}; root ${folder}; }
}
`);
    const server = new Program(program, ['-e', path.join(state, 'error.log'), '-c', configuration]);
    server.ignoreOutput();
    return await listening({ program: server, port });
  };
}
