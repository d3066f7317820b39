import { Telnet } from './rfc2217-codes.js';

/** A client cannot make us remember more of one subnegotiation than this. */
const MAX_SUBNEGOTIATION = 128;

export interface TelnetHandler {
  data(data: Buffer): void;
  /** WILL, WONT, DO or DONT. */
  option(verb: number, option: number): void;
  subnegotiation(content: Buffer): void;
}

type State = 'data' | 'iac' | 'verb' | 'sub' | 'sub-iac';

/** Takes the Telnet out of what a client sends, however it is cut into packets. */
export class TelnetDecoder {
  private state: State = 'data';
  private verb = 0;
  private sub: number[] = [];
  private plain: number[] = [];

  constructor(private readonly handler: TelnetHandler) {}

  feed(input: Uint8Array): void {
    for (const byte of input) this.take(byte);
    this.flush();
  }

  private take(byte: number): void {
    switch (this.state) {
      case 'data':
        if (byte === Telnet.IAC) this.state = 'iac';
        else this.plain.push(byte);
        return;
      case 'iac':
        return this.command(byte);
      case 'verb':
        this.state = 'data';
        this.flush();
        return this.handler.option(this.verb, byte);
      case 'sub':
        if (byte === Telnet.IAC) this.state = 'sub-iac';
        else this.remember(byte);
        return;
      case 'sub-iac':
        return this.endOrEscape(byte);
    }
  }

  private command(byte: number): void {
    this.state = 'data';
    if (byte === Telnet.IAC) this.plain.push(byte);
    else if (byte === Telnet.SB) this.state = 'sub';
    else if (byte >= Telnet.WILL) {
      this.verb = byte;
      this.state = 'verb';
    }
  }

  private endOrEscape(byte: number): void {
    this.state = byte === Telnet.SE ? 'data' : 'sub';
    if (byte !== Telnet.SE) return this.remember(byte);
    const content = Buffer.from(this.sub);
    this.sub = [];
    this.flush();
    this.handler.subnegotiation(content);
  }

  private remember(byte: number): void {
    if (this.sub.length < MAX_SUBNEGOTIATION) this.sub.push(byte);
  }

  /** Data is handed over before the command that followed it. */
  private flush(): void {
    if (this.plain.length === 0) return;
    const data = Buffer.from(this.plain);
    this.plain = [];
    this.handler.data(data);
  }
}

export function escapeData(data: Buffer): Buffer {
  if (!data.includes(Telnet.IAC)) return data;
  return Buffer.from([...data].flatMap((byte) => (byte === Telnet.IAC ? [byte, byte] : [byte])));
}
