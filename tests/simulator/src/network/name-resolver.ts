import { isIPv4 } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { EspError } from '../board/esp-error.js';

/** What a failed look-up gives on the board: `OSError(-202,)`, lwIP's own number. */
const EAI_FAIL = 202;

/** Names of the simulated network only: no question ever leaves the machine. */
export class NameResolver {
  constructor(private readonly hosts: Readonly<Record<string, string>>, private readonly linkUp: () => boolean) {}

  /** A DNS server that does not answer: questions end after so long without an address. Null: it answers. */
  deadAfterMs: number | null = null;

  async resolve(name: string): Promise<string> {
    if (isIPv4(name)) return name;
    if (this.deadAfterMs !== null) {
      await setTimeout(this.deadAfterMs);
      throw new EspError(EAI_FAIL, `no answer about ${name}`);
    }
    const address = name === 'localhost' ? '127.0.0.1' : this.hosts[name];
    if (!address || !this.linkUp()) throw new EspError(EAI_FAIL, `no address for ${name}`);
    return address;
  }
}
