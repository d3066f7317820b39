import type { TestContext } from 'node:test';
import type { SimulatedBoard } from '@otatools/simulator';
import { ComPort, Telnet, TelnetOption } from '@otatools/simulator/console/rfc2217-codes.js';
import { ConsoleClient } from './console-client.js';

const latin1 = (...bytes: number[]): string => Buffer.from(bytes).toString('latin1');

/** A program at the far end of the network that sets baud rate and modem lines. */
export class Rfc2217Client {
  private constructor(readonly console: ConsoleClient) {}

  static async open(test: TestContext, board: SimulatedBoard): Promise<Rfc2217Client> {
    const client = new Rfc2217Client(await ConsoleClient.open(board.rfc2217Port));
    test.after(() => client.console.close());
    client.console.write(latin1(Telnet.IAC, Telnet.WILL, TelnetOption.COM_PORT));
    await client.console.readUntil(latin1(Telnet.IAC, Telnet.DO, TelnetOption.COM_PORT));
    return client;
  }

  /** Sends the requests in one packet; reads all answers. */
  async ask(...requests: readonly (readonly [command: number, ...value: number[]])[]): Promise<void> {
    this.console.write(requests.map(([command, ...value]) => Rfc2217Client.request(command, ...value)).join(''));
    for (const [command, ...value] of requests) await this.console.readUntil(Rfc2217Client.request(command + ComPort.ANSWER, ...value));
  }

  static request(command: number, ...value: number[]): string {
    return latin1(Telnet.IAC, Telnet.SB, TelnetOption.COM_PORT, command, ...value, Telnet.IAC, Telnet.SE);
  }
}
