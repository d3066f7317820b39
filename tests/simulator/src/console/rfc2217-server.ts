import net from 'node:net';
import type { ModemLines, ResetCircuit } from './modem-lines.js';
import { Rfc2217Session } from './rfc2217-session.js';
import { garbled } from './wrong-baud.js';

const LOOPBACK = '127.0.0.1';
/** A client that does not read misses what comes meanwhile: the board waits for nobody. */
const MAX_UNREAD = 4 * 1024 * 1024;

/**
 * The console as a serial port over the network, with modem lines. As behind ser2net the port is opened for a client and
 * closed after it: the kernel raises both lines at once, and drops both at once.
 */
export class Rfc2217Server {
  /** What the client has set; the board's own rate until then. */
  baud: number;
  private readonly sockets = new Set<net.Socket>();
  private connected = true;
  private client: { readonly socket: net.Socket; readonly session: Rfc2217Session } | null = null;
  private readonly server = net.createServer((socket) => this.accept(socket));

  /** @param boardBaud null where the link knows no rate. */
  constructor(
    private readonly boardBaud: number | null,
    private readonly circuit: ResetCircuit,
    private readonly onData: (data: Buffer) => void,
  ) {
    this.baud = boardBaud ?? 115200;
  }

  get lines(): ModemLines {
    return this.circuit.lines;
  }

  setLines(change: Partial<ModemLines>): void {
    this.circuit.set(change);
  }

  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, LOOPBACK, () => resolve((this.server.address() as net.AddressInfo).port));
    });
  }

  send(data: Buffer): void {
    if (this.client && this.client.socket.writableLength < MAX_UNREAD) this.client.session.send(this.atRate(data));
  }

  /** The cable: without it the client is thrown out, as where the port has vanished, and nobody gets in. */
  setConnected(connected: boolean): void {
    this.connected = connected;
    if (!connected) this.client?.socket.destroy();
  }

  holdClient(quiet: boolean): void {
    this.client?.session.holdClient(quiet);
  }

  close(): Promise<void> {
    this.circuit.close();
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private accept(socket: net.Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
    if (!this.connected) {
      socket.destroy();
      return;
    }
    if (this.client) {
      socket.resume().end('Port already in use\r\n');
      return;
    }
    socket.setNoDelay(true);
    const session = new Rfc2217Session(socket, {
      data: (data) => this.onData(this.atRate(data)),
      lines: () => this.circuit.lines,
      setLines: (change) => this.circuit.set(change),
      baud: () => this.baud,
      setBaud: (baud) => (this.baud = baud),
    });
    this.client = { socket, session };
    this.circuit.set({ dtr: true, rts: true });
    socket.on('data', (data) => session.receive(data));
    socket.on('close', () => {
      this.client = null;
      this.circuit.set({ dtr: false, rts: false });
    });
  }

  private atRate(data: Buffer): Buffer {
    return this.boardBaud === null || this.boardBaud === this.baud ? data : garbled(data);
  }
}
