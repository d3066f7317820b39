import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PASSWORD, SSID } from './board.js';
import { withoutTerminals } from './terminal.js';

const PREFIX = 'otatools-';

export const BOARD = '192.168.50.20', COMPUTER = '192.168.50.10';

/** Why there cannot be hosts of our own here, or false. */
export const withoutNamespaces: string | false = (() => {
  if (process.platform !== 'linux') return 'no network namespaces here';
  const probe = `${PREFIX}${process.pid}-probe`;
  try {
    ip('netns', 'add', probe);
    ip('netns', 'delete', probe);
    execFileSync('iptables', ['--version'], { stdio: 'ignore' });
    return withoutTerminals;
  } catch (error) {
    return `no network namespaces here: ${error instanceof Error ? error.message.split('\n').slice(0, 2).join(' ') : error}`;
  }
})();

export type Host = 'board' | 'computer' | 'router';

/**
 * A board and a computer as hosts with addresses of their own, joined by a bridge that is their Wi-Fi and, with an address of its
 * own, their router: network namespaces.
 */
export class TwoHosts {
  private static made = 0;
  private readonly name = `${PREFIX}${process.pid}-${TwoHosts.made++}`;
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'otatools-hosts-'));
  private readonly children: ChildProcess[] = [];

  /** Each has a router of its network, at .1; it forwards nothing from one network to another. */
  constructor(private readonly boardAddress = BOARD, computerAddress = COMPUTER) {
    sweepLeftovers();
    for (const host of ['router', 'board', 'computer'] as const) {
      ip('netns', 'add', this.space(host));
      this.in(host, 'ip', 'link', 'set', 'lo', 'up');
    }
    this.in('router', 'ip', 'link', 'add', 'wifi', 'type', 'bridge');
    this.in('router', 'ip', 'link', 'set', 'wifi', 'up');
    for (const router of new Set([boardAddress, computerAddress].map(routerOf))) this.in('router', 'ip', 'addr', 'add', `${router}/24`, 'dev', 'wifi');
    this.in('router', 'sysctl', '-qw', 'net.ipv4.ip_forward=0');
    this.plug('board', boardAddress);
    this.plug('computer', computerAddress);
  }

  close(): void {
    for (const child of this.children) child.kill('SIGKILL');
    for (const host of ['router', 'board', 'computer'] as const) quietly(() => ip('netns', 'delete', this.space(host)));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What runs a command there. */
  inside(host: Host): string[] {
    return ['ip', 'netns', 'exec', this.space(host)];
  }

  in(host: Host, ...command: string[]): void {
    const [first, ...rest] = [...this.inside(host), ...command];
    execFileSync(first!, rest, { stdio: ['ignore', 'ignore', 'pipe'] });
  }

  /** Does something to a host, and undoes it when the test ends. */
  with(test: { after(fn: () => void): void }, host: Host, command: string, undo: string): void {
    this.in(host, ...command.split(' '));
    test.after(() => this.in(host, ...undo.split(' ')));
  }

  /** A rule of the computer's firewall for the port, for one test. */
  firewall(test: { after(fn: () => void): void }, port: number, ...verdict: string[]): void {
    const rule = ['INPUT', '-p', 'tcp', '--dport', String(port), '-i', 'eth0', '-j', ...verdict].join(' ');
    this.with(test, 'computer', `iptables -A ${rule}`, `iptables -D ${rule}`);
  }

  /** The simulator as a process of the board's host; its serial port is here as well. Its configuration is in its file system before it starts. */
  async startBoard(configuration: object): Promise<string> {
    const state = mkdtempSync(path.join(this.folder, 'board-'));
    mkdirSync(path.join(state, 'fs'));
    writeFileSync(path.join(state, 'fs/ota.json'), JSON.stringify(configuration));
    const port = path.join(state, 'port');
    await this.start('board', [
      process.execPath, fileURLToPath(new URL('../../simulator/out/main.js', new URL('..', import.meta.url))),
      '--state', state, '--ip', this.boardAddress, '--ssid', SSID, '--psk', PASSWORD, '--join-delay', '5', '--link', 'usb', `--pty=${port}`, '--exit-with-parent',
    ]);
    return port;
  }

  /** A program of the computer, until it says a line. */
  async start(host: Host, command: readonly string[]): Promise<ChildProcess> {
    const [first, ...rest] = [...this.inside(host), ...command];
    const child = spawn(first!, rest, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.children.push(child);
    await new Promise<void>((resolve, reject) => {
      createInterface(child.stdout!).once('line', () => resolve());
      child.once('exit', (code) => reject(new Error(`${command.join(' ')} ended with code ${code}`)));
    });
    return child;
  }

  private plug(host: 'board' | 'computer', address: string): void {
    ip('link', 'add', 'eth0', 'netns', this.space(host), 'type', 'veth', 'peer', 'name', host, 'netns', this.space('router'));
    this.in(host, 'ip', 'addr', 'add', `${address}/24`, 'dev', 'eth0');
    this.in(host, 'ip', 'link', 'set', 'eth0', 'up');
    this.in(host, 'ip', 'route', 'add', 'default', 'via', routerOf(address));
    this.in('router', 'ip', 'link', 'set', host, 'master', 'wifi', 'up');
  }

  private space(host: Host): string {
    return `${this.name}-${host}`;
  }
}

/** What a run that was killed left behind. */
function sweepLeftovers(): void {
  for (const [, name, pid] of ip('netns', 'list').matchAll(/^(otatools-(\d+)-[\w-]+)/gm)) {
    if (!isAlive(Number(pid))) quietly(() => ip('netns', 'delete', name!));
  }
}

const routerOf = (address: string): string => address.replace(/\d+$/, '1');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function ip(...args: string[]): string {
  return execFileSync('ip', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function quietly(action: () => unknown): void {
  try {
    action();
  } catch {
    // It is gone already.
  }
}
