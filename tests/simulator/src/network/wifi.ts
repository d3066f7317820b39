export interface Network {
  readonly ssid: string;
  /** Empty or absent: an open network. */
  readonly psk?: string;
  /** False: who joins gets no address. */
  readonly dhcp?: boolean;
}

export const WifiStatus = {
  beaconTimeout: 200, noApFound: 201, wrongPassword: 202, idle: 1000, connecting: 1001, gotIp: 1010,
} as const;

export interface WifiOptions {
  /** Null: whatever the board asks for is there and the password is right. */
  readonly networks: readonly Network[] | null;
  readonly joinDelayMs: number;
}

interface Target {
  readonly ssid: string;
  readonly key: string;
}

/** The station side of the radio, with the driver's own endless attempts to reconnect. */
export class Wifi {
  status: number = WifiStatus.idle;
  private active = false;
  private target: Target | null = null;
  private available = true;
  private readonly missing = new Set<string>();
  private broken = false;
  private unaddressed = false;
  private reconnects = 0;
  private attempts = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: WifiOptions, private readonly onChange: (joined: boolean) => void) {}

  get joined(): boolean {
    return this.status === WifiStatus.gotIp;
  }

  /** The access point took it, with an address or without. */
  get associated(): boolean {
    return this.joined || this.unaddressed;
  }

  get isActive(): boolean {
    return this.active;
  }

  get ssid(): string | null {
    return this.target?.ssid ?? null;
  }

  /** While attempts go on the driver accepts no other `connect`. */
  get attempting(): boolean {
    return this.timer !== null;
  }

  activate(on: boolean): void {
    if (!on) this.disconnect();
    this.active = on;
  }

  connect(target: Target): void {
    this.disconnect();
    this.target = target;
    this.attempts = 0;
    this.attempt();
  }

  disconnect(): void {
    this.stopAttempts();
    this.target = null;
    this.unaddressed = false;
    this.become(WifiStatus.idle);
  }

  /** 0 or less: for ever. */
  limitReconnects(count: number): void {
    this.reconnects = count;
  }

  get reconnectLimit(): number {
    return this.reconnects;
  }

  /** All access points, or those of one network only. */
  setAvailable(available: boolean, ssid?: string): void {
    if (ssid === undefined) this.available = available;
    else if (available) this.missing.delete(ssid);
    else this.missing.add(ssid);
    if (this.joined && !this.inRange(this.target!.ssid)) {
      this.become(WifiStatus.beaconTimeout);
      this.retry();
    }
  }

  /** Firmware whose radio never joins anything. */
  setBroken(broken: boolean): void {
    this.broken = broken;
  }

  reset(): void {
    this.activate(false);
    this.reconnects = 0;
  }

  visibleNetworks(): readonly Network[] {
    const networks = this.options.networks ?? [{ ssid: 'simulated', psk: 'simulated' }];
    return networks.filter(({ ssid }) => !this.broken && this.inRange(ssid));
  }

  private inRange(ssid: string): boolean {
    return this.available && !this.missing.has(ssid);
  }

  private attempt(): void {
    if (this.status === WifiStatus.idle) this.become(WifiStatus.connecting);
    this.timer = setTimeout(() => this.finishAttempt(), this.options.joinDelayMs);
  }

  private finishAttempt(): void {
    this.timer = null;
    const result = this.outcome();
    // The driver waits for DHCP without end: neither a failure nor a join.
    this.unaddressed = result === WifiStatus.gotIp && this.network?.dhcp === false;
    if (this.unaddressed) return;
    this.become(result);
    if (result !== WifiStatus.gotIp) this.retry();
  }

  private retry(): void {
    if (this.reconnects <= 0 || ++this.attempts < this.reconnects) this.attempt();
  }

  private outcome(): number {
    if (!this.target || this.broken || !this.inRange(this.target.ssid)) return WifiStatus.noApFound;
    if (!this.options.networks) return WifiStatus.gotIp;
    const network = this.network;
    if (!network) return WifiStatus.noApFound;
    return !network.psk || network.psk === this.target.key ? WifiStatus.gotIp : WifiStatus.wrongPassword;
  }

  private get network(): Network | undefined {
    return this.options.networks?.find(({ ssid }) => ssid === this.target?.ssid);
  }

  private stopAttempts(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private become(status: number): void {
    const wasJoined = this.joined;
    this.status = status;
    if (wasJoined !== this.joined) this.onChange(this.joined);
  }
}
