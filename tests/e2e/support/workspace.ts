import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atExit } from './at-exit.js';
import type { Settings } from './profile.js';

/** A folder to open. It is there until the process ends: windows write into it as long as they live. */
export class Workspace {
  readonly folder: string;

  /** @param name What the window's title and the explorer show. */
  constructor(settings: Settings = {}, name = 'weather-station') {
    const parent = mkdtempSync(path.join(tmpdir(), 'otatools-workspace-'));
    atExit(() => rmSync(parent, { recursive: true, force: true, maxRetries: 5 }));
    this.folder = path.join(parent, name);
    this.configure(settings);
  }

  /** Writes the workspace's settings; those that are not named go. */
  configure(settings: Settings): void {
    this.write('.vscode/settings.json', JSON.stringify(settings, null, 2));
  }

  /** The workspace's settings as they are now: what the extension and the person have written. */
  settings(): Settings {
    return JSON.parse(this.read('.vscode/settings.json')) as Settings;
  }

  /** @returns The file's path. */
  write(name: string, content: string | Uint8Array): string {
    const file = this.path(name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }
}
