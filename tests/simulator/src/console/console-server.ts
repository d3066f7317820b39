import net from 'node:net';

const LOOPBACK = '127.0.0.1';
/** A client that does not read misses what comes meanwhile: the board waits for nobody. */
const MAX_UNREAD = 4 * 1024 * 1024;

/** The board's console as a TCP port: what any client sends reaches the UART, what the UART sends reaches every client. */
export class ConsoleServer {
  private readonly clients = new Set<net.Socket>();
  private readonly server: net.Server;
  private connected = true;

  constructor(private readonly onData: (data: Buffer) => void, private readonly onOpen: () => void) {
    this.server = net.createServer((client) => this.accept(client));
  }

  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, LOOPBACK, () => resolve((this.server.address() as net.AddressInfo).port));
    });
  }

  send(data: Buffer): void {
    for (const client of this.clients) if (client.writableLength < MAX_UNREAD) client.write(data);
  }

  /** The cable: without it clients are thrown out and nobody gets in. */
  setConnected(connected: boolean): void {
    this.connected = connected;
    if (!connected) for (const client of this.clients) client.destroy();
  }

  close(): Promise<void> {
    for (const client of this.clients) client.destroy();
    // Calls back, with an error that says nothing new, where the server never listened.
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private accept(client: net.Socket): void {
    if (!this.connected) {
      client.destroy();
      return;
    }
    client.setNoDelay(true);
    this.clients.add(client);
    client.on('data', this.onData);
    client.on('error', () => client.destroy());
    client.on('close', () => this.clients.delete(client));
    this.onOpen();
  }
}
