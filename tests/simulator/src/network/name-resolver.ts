import { isIPv4 } from 'node:net';
import { EspError } from '../board/esp-error.js';

/** What a failed look-up gives on the board: `OSError(-202,)`, lwIP's own number. */
const EAI_FAIL = 202;

/** Names of the simulated network only: no question ever leaves the machine. */
export class NameResolver {
  constructor(private readonly hosts: Readonly<Record<string, string>>, private readonly linkUp: () => boolean) {}

  resolve(name: string): string {
    if (isIPv4(name)) return name;
    const address = name === 'localhost' ? '127.0.0.1' : this.hosts[name];
    if (!address || !this.linkUp()) throw new EspError(EAI_FAIL, `no address for ${name}`);
    return address;
  }
}
