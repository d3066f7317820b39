import { Ota } from '../boot/ota.js';
import { stateName } from '../boot/otadata.js';
import { Cable } from '../console/cable.js';
import { ConsoleLog } from '../console/console-log.js';
import { ConsoleServer } from '../console/console-server.js';
import { FaultyLine } from '../console/faulty-line.js';
import { ResetCircuit, type ModemLines } from '../console/modem-lines.js';
import { Rfc2217Server } from '../console/rfc2217-server.js';
import { UartReceiver } from '../console/uart-receiver.js';
import { UartTransmitter } from '../console/uart-transmitter.js';
import { ControlServer } from '../control/control-server.js';
import { InterruptLine } from '../cpu/interrupt-line.js';
import { compileInterpreter, type CompiledInterpreter } from '../cpu/interpreter/wasm-module.js';
import { READ_ONLY, SharedMemory, UNLIMITED, createSharedBuffers } from '../cpu/shared-memory.js';
import { FlashController } from '../flash/flash-controller.js';
import type { NorFlash } from '../flash/nor-flash.js';
import { OperationGate } from '../flash/operation-gate.js';
import { NameResolver } from '../network/name-resolver.js';
import { Sockets } from '../network/sockets.js';
import { Wifi } from '../network/wifi.js';
import { BLOCK_SIZE } from '../storage/blocks.js';
import { NvsStore, type NvsContent } from '../storage/nvs-store.js';
import { BoardFiles } from './board-files.js';
import type { BoardCounters, BoardState } from './board-state.js';
import type { Fault } from './faults.js';
import { Machine } from './machine.js';
import { settingsOf, type BoardOptions, type BoardSettings } from './options.js';
import { StateFolder } from './state-folder.js';
import { parseConditions } from './wait-conditions.js';
import { Watchdog } from './watchdog.js';

const WAIT_INTERVAL_MS = 10;
const DEFAULT_WAIT_MS = 30_000;

/** A whole board: wired here, and held by the hand that a test stretches out to it. */
export class SimulatedBoard {
  readonly files: BoardFiles;
  private readonly memory = new SharedMemory(createSharedBuffers());
  private readonly interrupts = new InterruptLine();
  private readonly cable = new Cable((data) => this.fromHost.send(data), (connected) => {
    this.consoleServer.setConnected(connected);
    this.rfc2217Server.setConnected(connected);
  });
  private readonly fromHost = new FaultyLine((data) => this.receiver.receive(data));
  private readonly toHost = new FaultyLine((data) => {
    this.consoleServer.send(data);
    this.rfc2217Server.send(data);
  });
  private readonly consoleLog = new ConsoleLog();
  private readonly gate = new OperationGate(() => this.losePower());
  private readonly receiver: UartReceiver;
  private readonly transmitter: UartTransmitter;
  private readonly consoleServer: ConsoleServer;
  private readonly rfc2217Server: Rfc2217Server;
  private readonly controlServer = new ControlServer(this);
  private readonly chip: NorFlash;
  private readonly flash: FlashController;
  private readonly ota: Ota;
  private readonly nvsStore: NvsStore;
  private readonly wifi: Wifi;
  private readonly sockets: Sockets;
  private readonly watchdog: Watchdog;
  private readonly resolver: NameResolver;
  private readonly machine: Machine;
  private fileCounts = { writes: 0, bytesWritten: 0 };
  private staysOffAfterCut = false;
  private ports = { console: 0, control: 0, rfc2217: 0 };

  private constructor(private readonly settings: BoardSettings, private readonly folder: StateFolder, interpreter: CompiledInterpreter) {
    const { link, baud } = settings;
    const { partitions } = settings.layout;
    const chip = { id: settings.chipId, revision: settings.chipRevision };
    this.files = new BoardFiles(folder.fileSystem);
    this.receiver = new UartReceiver(link, baud, this.memory, this.interrupts);
    this.transmitter = new UartTransmitter(link, baud, this.memory, (data) => this.print(data));
    const fromHost = (data: Buffer): void => this.cable.send(data);
    this.consoleServer = new ConsoleServer(fromHost, () => settings.resetOnOpen && this.reset());
    const circuit = new ResetCircuit(settings.resetCircuit, {
      hold: () => this.machine.hold(),
      release: (download) => this.machine.release(download),
    });
    this.rfc2217Server = new Rfc2217Server(link === 'uart' ? baud : null, circuit, fromHost);
    this.chip = folder.openFlash(settings);
    this.flash = new FlashController(this.chip, partitions, this.gate, settings.flashTiming, settings.onFlash);
    this.ota = new Ota(this.flash, partitions, chip);
    this.nvsStore = new NvsStore(folder.nvs, this.gate, () => this.flash.counters.countNvsCommit());
    this.wifi = new Wifi(settings, (joined) => this.sockets.setSilent(!joined));
    this.sockets = new Sockets(() => this.wifi.joined, settings.netRate);
    this.watchdog = new Watchdog(this.memory, () => this.gate.paused, () => this.machine.crash('task-watchdog'));
    this.resolver = new NameResolver(settings.hosts, () => this.wifi.joined);
    this.machine = new Machine({
      settings, partitions, interpreter, memory: this.memory, interrupts: this.interrupts, receiver: this.receiver,
      transmitter: this.transmitter, gate: this.gate, flash: this.flash, ota: this.ota, nvs: this.nvsStore, wifi: this.wifi,
      sockets: this.sockets, resolver: this.resolver, watchdog: this.watchdog,
      fileSystemRoot: folder.fileSystem, onFileWritten: (bytes) => this.countFile(bytes), onPowerCut: () => this.losePower(),
    });
  }

  /** A board with its ports open and, unless the options say otherwise, its power on. */
  static async start(options: BoardOptions = {}): Promise<SimulatedBoard> {
    const settings = settingsOf(options);
    const interpreter = await compileInterpreter(settings.micropython);
    const board = new SimulatedBoard(settings, StateFolder.open(options.stateDir), interpreter);
    try {
      await board.openPorts(settings);
    } catch (error) {
      await board.close();
      throw error;
    }
    if (settings.power) board.machine.powerOn();
    return board;
  }

  get consolePort(): number {
    return this.ports.console;
  }

  get rfc2217Port(): number {
    return this.ports.rfc2217;
  }

  get controlPort(): number {
    return this.ports.control;
  }

  /** What the board has printed, the last of it. */
  get console(): string {
    return this.consoleLog.content;
  }

  state(): BoardState {
    const { app, identity, resets } = this.machine;
    const slot = app?.partition ?? null;
    return {
      powered: this.machine.powered, phase: this.machine.phase,
      slot: slot?.label ?? null,
      bootSlot: (this.ota.bootPartition() ?? this.ota.factory)?.label ?? null,
      state: slot ? this.ota.stateOf(slot) : 'UNDEFINED',
      version: identity?.version ?? null, date: identity?.date ?? null, build: identity?.build ?? null,
      machine: identity?.machine ?? null, sha256: app?.image.sha256 ?? null,
      otadata: this.ota.records().map(({ sequence, state, crcOk }) => ({ seq: sequence, state: stateName(state), crcOk })),
      resets: resets.snapshot(), boots: resets.boots, uptimeMs: this.machine.uptimeMs,
      wifi: { status: this.wifi.status, ssid: this.wifi.ssid },
      paused: this.gate.paused, lines: this.rfc2217Server.lines, baud: this.rfc2217Server.baud,
    };
  }

  counters(): BoardCounters {
    return {
      flash: this.flash.counters.snapshot(),
      uart: { ...this.receiver.counters(), ...this.transmitter.counters() },
      net: this.sockets.counters(),
      fs: { ...this.fileCounts },
      fileOperations: this.memory.fileOperations,
    };
  }

  resetCounters(): void {
    this.flash.counters.reset();
    this.receiver.resetCounters();
    this.transmitter.resetCounters();
    this.sockets.resetCounters();
    this.fileCounts = { writes: 0, bytesWritten: 0 };
    this.memory.fileOperations = 0;
  }

  /** The EN pin. */
  reset(): void {
    this.machine.reset('hardware');
  }

  setPower(on: boolean): void {
    if (on) this.machine.powerOn();
    else this.machine.powerOff();
  }

  cyclePower(): void {
    this.machine.powerOff();
    this.machine.powerOn();
  }

  /** What a programmer on the bench does to a board without power. */
  program(label: string, offset: number, data: Uint8Array): void {
    const partition = this.settings.layout.partitions.find((partition) => partition.label === label);
    if (!partition || this.machine.powered) throw new Error(`${label} cannot be programmed now`);
    this.chip.program(partition.address + offset, data);
  }

  /** False: the access point, of one network or of all, vanishes without a word to anybody. */
  setWifiAvailable(available: boolean, ssid?: string): void {
    this.wifi.setAvailable(available, ssid);
  }

  injectFault(fault: Fault): void {
    switch (fault.kind) {
      case 'power-cut':
        this.staysOffAfterCut = fault.stayOff ?? false;
        if ('afterFlashOperations' in fault) return this.gate.cutPowerAfter(fault.afterFlashOperations, fault.torn);
        this.memory.fileOperationsUntilCut = fault.afterFileOperations;
        return;
      case 'pause-at-flash-operation':
        return this.gate.pauseAt(fault.n);
      case 'link-loss':
        return this.cable.pullAfter(fault.afterBytes ?? 0);
      case 'link-restore':
        return this.cable.restore();
      case 'dns-dead':
        this.resolver.deadAfterMs = fault.milliseconds;
        return;
      case 'clear':
        this.resolver.deadAfterMs = null;
        this.fromHost.clear();
        this.toHost.clear();
        this.memory.fileSystemBlocks = UNLIMITED;
        this.memory.fileOperationsUntilCut = 0;
        return this.gate.clear();
      case 'full-file-system':
        this.memory.fileSystemBlocks = this.files.blocks + Math.floor((fault.freeBytes ?? 0) / BLOCK_SIZE);
        return;
      case 'read-only-file-system':
        this.memory.fileSystemBlocks = READ_ONLY;
        return;
      case 'panic':
      case 'brown-out':
      case 'task-watchdog':
        return this.machine.crash(fault.kind);
      default:
        return (fault.direction === 'to-host' ? this.toHost : this.fromHost).set(fault);
    }
  }

  /** Lets a board go on that is held at a flash operation. */
  resume(): void {
    this.gate.resume();
  }

  /** What another program at the RFC 2217 port's computer may do to the lines. */
  setLines(change: Partial<ModemLines>): void {
    this.rfc2217Server.setLines(change);
  }

  /** RFC 2217's flow control: the client at that port is asked to be quiet, or to go on. */
  holdClient(quiet: boolean): void {
    this.rfc2217Server.holdClient(quiet);
  }

  nvs(): NvsContent {
    return this.nvsStore.content();
  }

  /** Conditions as in `GET /wait`; the state when they hold, null when they did not in time. */
  async waitFor(conditions: Readonly<Record<string, string | number | boolean>>, timeoutMs = DEFAULT_WAIT_MS): Promise<BoardState | null> {
    const holds = parseConditions(Object.entries(conditions).map(([name, value]) => [name, String(value)]));
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const state = this.state();
      if (holds({ state, counters: this.counters(), console: this.console })) return state;
      if (performance.now() >= deadline) return null;
      await new Promise((resolve) => setTimeout(resolve, WAIT_INTERVAL_MS));
    }
  }

  async close(): Promise<void> {
    await this.machine.close();
    this.transmitter.powerLost();
    await Promise.all([this.consoleServer.close(), this.rfc2217Server.close(), this.controlServer.close()]);
    this.chip.close();
    this.folder.remove();
  }

  private async openPorts({ consolePort, controlPort, rfc2217Port }: BoardSettings): Promise<void> {
    this.ports = {
      console: await this.consoleServer.listen(consolePort),
      control: await this.controlServer.listen(controlPort),
      rfc2217: await this.rfc2217Server.listen(rfc2217Port),
    };
  }

  private print(data: Buffer): void {
    this.settings.onConsole(data);
    this.consoleLog.append(data);
    this.toHost.send(data);
  }

  private losePower(): void {
    this.machine.powerOff();
    if (!this.staysOffAfterCut) setImmediate(() => this.machine.powerOn());
  }

  private countFile(bytes: number): void {
    this.fileCounts.writes++;
    this.fileCounts.bytesWritten += bytes;
  }
}
