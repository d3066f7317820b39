// Polls a release pointer all the while, as a fleet does, and looks whether what it leads to is there and whole at every moment.
import { createHash } from 'node:crypto';
import type { Scope } from '../../device/support/scope.js';

export interface Pointer {
  readonly sha256: string;
  readonly size: number;
  readonly url: string;
  readonly version: string;
  readonly share: number;
  readonly sequence: number;
  readonly deltas: readonly string[];
  readonly packed: boolean;
}

export function parsePointer(content: Buffer): Pointer {
  const [magic, , ...rest] = content.toString().split('\n');
  if (magic !== 'OTATOOLS-MANIFEST-1') throw new Error(`no pointer: ${content.toString().slice(0, 200)}`);
  return JSON.parse(rest.join('\n')) as Pointer;
}

const PAUSE_MS = 15;

export class PollingBoard {
  /** The versions that it was told of, each change once. */
  readonly versions: string[] = [];
  readonly faults: string[] = [];
  polls = 0;
  private running = true;
  private readonly done: Promise<void>;

  constructor(test: Scope, private readonly url: string) {
    this.done = this.poll();
    test.after(() => (this.running = false));
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.done;
  }

  private async poll(): Promise<void> {
    while (this.running) {
      await this.look().catch((error: unknown) => this.faults.push(String(error)));
      this.polls++;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private async look(): Promise<void> {
    const answer = await fetch(this.url);
    if (answer.status === 403 || answer.status === 404) return; // nothing published yet
    if (!answer.ok) throw new Error(`the pointer: HTTP ${answer.status}`);
    const pointer = parsePointer(Buffer.from(await answer.arrayBuffer()));
    if (this.versions.at(-1) !== pointer.version) this.versions.push(pointer.version);
    const image = new URL(pointer.url, this.url).href;
    const content = await this.read(image);
    if (content.length !== pointer.size || createHash('sha256').update(content).digest('hex') !== pointer.sha256) {
      throw new Error(`a mix: ${image} is not the image of ${pointer.version}`);
    }
    for (const name of [...(pointer.packed ? ['.pack'] : []), ...pointer.deltas.map((identity) => `.from-${identity}.pack`)]) {
      await this.read(image + name);
    }
  }

  private async read(url: string): Promise<Buffer> {
    const answer = await fetch(url);
    const content = Buffer.from(await answer.arrayBuffer());
    if (!answer.ok) throw new Error(`${url}: HTTP ${answer.status}`);
    return content;
  }
}
