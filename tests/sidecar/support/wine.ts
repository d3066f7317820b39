import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { root, wine } from '../../support/paths.js';

const build = path.join(root, 'artifacts/sidecar/wine');

/** Windows as Wine has it, with the sidecar published for it. Its folder, and all that runs in it, go with `close`. */
export class Windows {
  private readonly prefix = mkdtempSync(path.join(tmpdir(), 'otatools-wine-'));

  /** Starts, from now on in this process, the sidecar for Windows where tests start the sidecar. */
  constructor(program: string) {
    Object.assign(process.env, {
      OTATOOLS_SIDECAR: program,
      WINEPREFIX: this.prefix,
      WINEDEBUG: '-all',
      // .NET keeps its code at two addresses at once, which Wine 8 does not always survive.
      DOTNET_EnableWriteXorExecute: '0',
    });
    this.server('--persistent=300');
    this.run('wineboot', '--init');
  }

  /** A serial port that is a terminal of this machine; gone when the test ends. */
  connect(test: TestContext, port: string, terminal: string): void {
    const link = path.join(this.prefix, 'dosdevices', port.toLowerCase());
    rmSync(link, { force: true });
    symlinkSync(terminal, link);
    test.after(() => rmSync(link, { force: true }));
  }

  register(key: string, values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) {
      this.run('reg', 'add', key, '/v', name, '/t', 'REG_SZ', '/d', value, '/f');
    }
  }

  close(): void {
    // Its services would stay, and write into the folder.
    this.server('--kill');
    rmSync(this.prefix, { recursive: true, force: true });
  }

  /** It keeps what Windows forgets when it ends, the list of ports for one, and would end a few seconds after a test. */
  private server(option: string): void {
    spawnSync(path.join(path.dirname(wine!), 'wineserver64'), [option], { stdio: 'ignore', timeout: 30_000 });
  }

  private run(...args: readonly string[]): void {
    // Services that it starts would keep a pipe open, and us waiting for its end.
    const { status } = spawnSync(wine!, args, { stdio: 'ignore', timeout: 120_000 });
    if (status !== 0) {
      throw new Error(`Wine's ${args.join(' ')} ended with ${status}`);
    }
  }
}

/**
 * The sidecar for Windows, or why there is none here. Not as one file: .NET maps such a one into placeholders of memory,
 * which Wine 8 does not have. The rest is published as it is shipped.
 */
export function publishForWindows(): { program: string } | { missing: string } {
  if (wine === null) {
    return { missing: 'Wine is not installed' };
  }
  const folder = path.join(build, 'published');
  const { status, stdout } = spawnSync('dotnet', [
    'publish', 'server/OtaTools.Server', '--configuration', 'Release', '--runtime', 'win-x64', '--self-contained',
    '-p:PublishSingleFile=false', '--artifacts-path', build, '--output', folder, '--nologo', '--verbosity', 'quiet', '-clp:ErrorsOnly',
  ], { cwd: root, encoding: 'utf8' });
  if (status === 0) {
    return { program: path.join(folder, 'OtaTools.Server.exe') };
  }
  // NuGet's own errors: the runtime pack for Windows is not to be had here.
  if (/\bNU1\d{3}\b/.test(stdout)) {
    return { missing: 'there is no runtime pack for Windows here' };
  }
  throw new Error(`The sidecar for Windows cannot be published:\n${stdout}`);
}
