// Ceph's monitor, one OSD and the RADOS Gateway on loopback, in a folder of their own: a real object store for tests.
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { closedPort } from '../../sidecar/support/listeners.js';
import { configuration } from './engine-configuration.js';

const run = promisify(execFile);
const PROGRAMS = ['ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin', 'monmaptool', 'ceph'];
const PACKAGES = ['ceph-mon', 'ceph-osd', 'radosgw'];
const INSTALL_LIMIT_MS = 180_000;
const START_LIMIT_MS = 60_000;
/** Unix sockets of the daemons lie in it: their paths must stay short. */
const PREFIX = 'otatools-ceph-';

export const ACCESS_KEY = 'publisher-access';
export const SECRET_KEY = 'publisher-secret-9f2c41d7';

export class Engine {
  private readonly daemons = new Map<string, ChildProcess>();

  private constructor(private readonly folder: string, private readonly gatewayPort: number) {}

  /** Why there can be no store here, or false where there is one; installs what is missing where that is allowed. */
  static missing(): string | false {
    if (process.platform !== 'linux') return 'a Ceph object store runs on Linux only';
    if (installed()) return false;
    if (process.getuid?.() !== 0) return `not installed, and only root can: apt-get install ${PACKAGES.join(' ')}`;
    const done = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }, stdio: 'ignore', timeout: INSTALL_LIMIT_MS, killSignal: 'SIGKILL',
    });
    return done.status === 0 && installed() ? false : `apt-get could not install ${PACKAGES.join(' ')}`;
  }

  static async start(): Promise<Engine> {
    removeAbandoned();
    const folder = mkdtempSync(path.join(tmpdir(), PREFIX));
    const engine = new Engine(folder, await closedPort());
    try {
      await engine.startDaemons(await closedPort());
    } catch (error) {
      await engine.stop();
      throw error;
    }
    return engine;
  }

  get url(): string {
    return `http://127.0.0.1:${this.gatewayPort}`;
  }

  async startGateway(): Promise<void> {
    this.daemon('gateway', 'radosgw', '-n', 'client.rgw');
    await until('the gateway answers', async () => (await fetch(this.url)).ok);
  }

  /** As a power cut would: running requests end in the middle. */
  async killGateway(): Promise<void> {
    await this.end('gateway', 'SIGKILL');
  }

  async stop(): Promise<void> {
    for (const name of [...this.daemons.keys()].reverse()) {
      await this.end(name, 'SIGKILL');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async startDaemons(monitorPort: number): Promise<void> {
    const [fsid, osd] = [randomUUID(), randomUUID()];
    mkdirSync(path.join(this.folder, 'osd.0'));
    mkdirSync(path.join(this.folder, 'rgw'));
    writeFileSync(this.file('ceph.conf'), configuration(this.folder, fsid, monitorPort, this.gatewayPort));
    writeFileSync(this.file('owner'), `${process.pid}`);
    await this.tool('monmaptool', '--create', '--fsid', fsid, '--addv', 'a', `[v2:127.0.0.1:${monitorPort}]`, this.file('monmap'));
    await this.tool('ceph-mon', '--mkfs', '-i', 'a', '--monmap', this.file('monmap'));
    this.daemon('monitor', 'ceph-mon', '-i', 'a');
    const made = this.tool('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', osd);
    await this.tool('ceph', '--connect-timeout', '20', 'osd', 'new', osd, '0');
    await made;
    this.daemon('osd', 'ceph-osd', '-i', '0');
    await until('the OSD is up', async () => /"num_up_osds":\s*1\b/.test(await this.tool('ceph', '--connect-timeout', '5', 'osd', 'stat', '-f', 'json')));
    await this.tool('radosgw-admin', 'user', 'create', '--uid=publisher', '--display-name=publisher', `--access-key=${ACCESS_KEY}`, `--secret-key=${SECRET_KEY}`);
    await this.startGateway();
  }

  private file(name: string): string {
    return path.join(this.folder, name);
  }

  private async tool(program: string, ...args: string[]): Promise<string> {
    const { stdout } = await run(program, [...args, '-c', this.file('ceph.conf')], { env: { ...process.env, CEPH_CONF: this.file('ceph.conf') }, timeout: START_LIMIT_MS });
    return stdout;
  }

  private daemon(name: string, program: string, ...args: string[]): void {
    const output = openSync(this.file(`${name}.out`), 'a');
    const child = spawn(program, [...args, '-c', this.file('ceph.conf'), '-f'], { stdio: ['ignore', output, output] });
    closeSync(output);
    child.on('error', () => {});
    this.daemons.set(name, child);
    writeFileSync(this.file(`${name}.pid`), `${child.pid}`);
  }

  private async end(name: string, signal: NodeJS.Signals): Promise<void> {
    const child = this.daemons.get(name);
    this.daemons.delete(name);
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await exited;
    }
  }
}

function installed(): boolean {
  return PROGRAMS.every((program) => (process.env.PATH ?? '').split(':').some((folder) => existsSync(path.join(folder, program))));
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (!(await isSo().catch(() => false))) {
    if (performance.now() > deadline) throw new Error(`not within ${START_LIMIT_MS} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a run that was killed left: its daemons, where their process numbers are still theirs, and its folder. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name);
    const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    const owner = read(path.join(folder, 'owner'));
    if (owner !== '' && existsSync(`/proc/${owner}`)) continue;
    for (const file of readdirSync(folder).filter((entry) => entry.endsWith('.pid'))) {
      const pid = Number(read(path.join(folder, file)));
      if (pid > 1 && read(`/proc/${pid}/cmdline`).includes(folder)) process.kill(pid, 'SIGKILL');
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
