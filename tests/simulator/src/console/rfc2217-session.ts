import type net from 'node:net';
import { ComPort, Control, Telnet, TelnetOption } from './rfc2217-codes.js';
import { TelnetDecoder, escapeData } from './rfc2217-telnet.js';
import type { ModemLines } from './modem-lines.js';

const SIGNATURE = 'OtaTools simulated ESP32';

/** What a client can do to the port. */
export interface SerialPortHandler {
  data(data: Buffer): void;
  lines(): ModemLines;
  setLines(change: Partial<ModemLines>): void;
  baud(): number;
  setBaud(baud: number): void;
}

/** One client: Telnet and the COM port option, as ser2net speaks them. */
export class Rfc2217Session {
  private readonly decoder: TelnetDecoder;
  /** Our options that are on, and the client's. */
  private readonly ours = new Set<number>([TelnetOption.BINARY, TelnetOption.SGA, TelnetOption.ECHO]);
  private readonly theirs = new Set<number>([TelnetOption.BINARY]);
  private suspended = false;
  private held: Buffer[] = [];

  constructor(private readonly socket: net.Socket, private readonly port: SerialPortHandler) {
    this.decoder = new TelnetDecoder({
      data: (data) => port.data(data),
      option: (verb, option) => this.negotiate(verb, option),
      subnegotiation: (content) => content[0] === TelnetOption.COM_PORT && this.obey(content[1] ?? -1, content.subarray(2)),
    });
    this.write([
      ...[...this.ours].flatMap((option) => [Telnet.IAC, Telnet.WILL, option]),
      ...[...this.theirs].flatMap((option) => [Telnet.IAC, Telnet.DO, option]),
    ]);
  }

  receive(data: Buffer): void {
    this.decoder.feed(data);
  }

  send(data: Buffer): void {
    if (this.suspended) this.held.push(data);
    else this.socket.write(escapeData(data));
  }

  /** Asks the client to be quiet, or to go on. */
  holdClient(quiet: boolean): void {
    this.answer(quiet ? ComPort.FLOW_SUSPEND : ComPort.FLOW_RESUME, []);
  }

  private negotiate(verb: number, option: number): void {
    const aboutUs = verb === Telnet.DO || verb === Telnet.DONT;
    const on = verb === Telnet.DO || verb === Telnet.WILL;
    const active = aboutUs ? this.ours : this.theirs;
    if (active.has(option) === on) return;
    const accepted = on && (option === TelnetOption.BINARY || option === TelnetOption.SGA || (option === TelnetOption.COM_PORT && !aboutUs));
    if (accepted) active.add(option);
    else active.delete(option);
    const [yes, no] = aboutUs ? [Telnet.WILL, Telnet.WONT] : [Telnet.DO, Telnet.DONT];
    this.write([Telnet.IAC, accepted ? yes : no, option]);
  }

  private obey(command: number, value: Buffer): void {
    switch (command) {
      case ComPort.SIGNATURE:
        return this.answer(command, Buffer.from(SIGNATURE));
      case ComPort.SET_BAUDRATE: {
        const wanted = value.length === 4 ? value.readUInt32BE() : 0;
        if (wanted > 0) this.port.setBaud(wanted);
        const rate = Buffer.alloc(4);
        rate.writeUInt32BE(this.port.baud());
        return this.answer(command, rate);
      }
      case ComPort.SET_CONTROL:
        return this.answer(command, [this.control(value[0] ?? 0)]);
      case ComPort.FLOW_SUSPEND:
        this.suspended = true;
        return;
      case ComPort.FLOW_RESUME:
        return this.resume();
      case ComPort.SET_DATASIZE:
        return this.answer(command, [8]);
      case ComPort.SET_PARITY:
      case ComPort.SET_STOPSIZE:
        return this.answer(command, [1]);
      case ComPort.SET_LINESTATE_MASK:
      case ComPort.SET_MODEMSTATE_MASK:
      case ComPort.PURGE_DATA:
        return this.answer(command, value.subarray(0, 1));
    }
  }

  /** The answer's value: what was asked for, or how the line is. */
  private control(value: number): number {
    if (value === Control.ASK_DTR) return this.port.lines().dtr ? Control.DTR_ON : Control.DTR_OFF;
    if (value === Control.ASK_RTS) return this.port.lines().rts ? Control.RTS_ON : Control.RTS_OFF;
    if (value === Control.DTR_ON || value === Control.DTR_OFF) this.port.setLines({ dtr: value === Control.DTR_ON });
    if (value === Control.RTS_ON || value === Control.RTS_OFF) this.port.setLines({ rts: value === Control.RTS_ON });
    return value;
  }

  private resume(): void {
    this.suspended = false;
    for (const data of this.held.splice(0)) this.send(data);
  }

  private answer(command: number, value: Iterable<number>): void {
    const content = Buffer.from([TelnetOption.COM_PORT, command + ComPort.ANSWER, ...value]);
    this.write([Telnet.IAC, Telnet.SB, ...escapeData(content), Telnet.IAC, Telnet.SE]);
  }

  private write(bytes: Iterable<number>): void {
    this.socket.write(Buffer.from([...bytes]));
  }
}
