import type { TestContext } from 'node:test';
import type { Sidecar } from '../../support/sidecar.js';
import { Lines, Watch } from '../../support/until.js';
import { startSidecar } from './client.js';

export interface ConsoleEvent {
  readonly what: 'lost' | 'back' | 'closed' | 'busy' | 'explained';
  readonly device: string;
  readonly port?: string;
  readonly message: string;
  readonly busy?: boolean;
  readonly line?: string;
  readonly explanation?: string;
  readonly level?: string;
}

const KINDS: readonly ConsoleEvent['what'][] = ['lost', 'back', 'closed', 'busy', 'explained'];

/** A device's console, open in a sidecar, and all that is told of it. */
export class ConsoleBench {
  readonly lines = new Lines();
  /** As it came, with what happened in between as «what». */
  text = '';
  skipped = 0;
  private readonly watch = new Watch<ConsoleEvent>();
  private sums = 0;

  private constructor(readonly sidecar: Sidecar, readonly device: string) {
    for (const what of KINDS) {
      sidecar.on<ConsoleEvent>(`otatools/console/${what}`, (event) => {
        this.text += `«${what}»`;
        this.watch.add({ ...event, what });
      });
    }
    sidecar.on<{ device: string; text: string; skipped: number }>('otatools/console/output', (output) => {
      this.text += output.text;
      this.skipped += output.skipped;
      this.lines.push(output.text);
    });
  }

  static async open(test: TestContext, device: string): Promise<ConsoleBench> {
    const bench = new ConsoleBench(await startSidecar(test), device);
    await bench.sidecar.request('otatools/console/open', { device });
    return bench;
  }

  get events(): readonly ConsoleEvent[] {
    return this.watch.items;
  }

  happened(what: ConsoleEvent['what'], accepts: (event: ConsoleEvent) => boolean = () => true): Promise<ConsoleEvent> {
    return this.watch.find((event) => event.what === what && accepts(event), `"${what}"`, 20_000);
  }

  send(text: string): Promise<unknown> {
    return this.sidecar.request('otatools/console/send', { device: this.device, text });
  }

  /** At the other end is a prompt, and both ways work. */
  async assertEvaluates(): Promise<void> {
    const summand = ++this.sums;
    await this.send(`print(41000 + ${summand})\r`);
    await this.lines.line(new RegExp(`^${41000 + summand}$`), 20_000);
  }
}
