import { Bootloader, type BootedApp } from '../boot/bootloader.js';
import { crashText, resetAfter, type Crash } from '../boot/crash-texts.js';
import { downloadText, machineResetCause, romText, type ResetCause } from '../boot/reset-cause.js';
import type { UartTransmitter } from '../console/uart-transmitter.js';
import { Cpu, type CpuObserver } from '../cpu/cpu.js';
import type { InterruptLine } from '../cpu/interrupt-line.js';
import type { CompiledInterpreter } from '../cpu/interpreter/wasm-module.js';
import type { BoardInfo, Restart } from '../cpu/messages.js';
import type { SharedMemory } from '../cpu/shared-memory.js';
import { RunEnded, type OperationGate } from '../flash/operation-gate.js';
import { identify, versionTuple, type FirmwareIdentity } from '../image/firmware-identity.js';
import { createBoardCalls, type BoardParts } from './board-calls.js';
import { withFlaw } from './flawed-calls.js';
import type { BoardSettings } from './options.js';
import { ResetCounters } from './reset-counters.js';
import { hasFileSystem, runtimePartitions } from './runtime-partitions.js';

/** `held`: EN is low. `download`: the ROM waits for esptool. */
export type Phase = 'off' | 'held' | 'booting' | 'download' | 'running' | 'hung' | 'asleep' | 'unbootable';

export interface MachineParts extends BoardParts {
  readonly settings: BoardSettings;
  readonly memory: SharedMemory;
  readonly interrupts: InterruptLine;
  readonly transmitter: UartTransmitter;
  readonly gate: OperationGate;
  readonly interpreter: CompiledInterpreter;
  readonly fileSystemRoot: string;
  readonly onFileWritten: (bytes: number) => void;
  readonly onPowerCut: () => void;
}

/** How long the chip takes from a crash to its next start. */
const CRASH_DELAY_MS = 20;

/** The chip as a sequence of runs: power, reset, bootloader, firmware, restart. */
export class Machine {
  phase: Phase = 'off';
  app: BootedApp | null = null;
  identity: FirmwareIdentity | null = null;
  readonly resets = new ResetCounters();
  private startedAt = 0;
  private run = 0;
  private enLow = false;
  private cpu: Cpu | null = null;
  private stopping: Promise<void> = Promise.resolve();
  private wakeUp: NodeJS.Timeout | null = null;

  constructor(private readonly parts: MachineParts) {}

  get powered(): boolean {
    return this.phase !== 'off';
  }

  get uptimeMs(): number {
    return this.powered ? Math.round(performance.now() - this.startedAt) : 0;
  }

  powerOn(): void {
    if (this.powered) return;
    if (this.enLow) this.phase = 'held';
    else void this.start('power');
  }

  powerOff(): void {
    const { nvs, transmitter } = this.parts;
    this.endRun();
    this.phase = 'off';
    nvs.powerLost();
    transmitter.powerLost();
  }

  /** Any reset that the firmware does not survive. Without power nothing happens. */
  reset(cause: Exclude<ResetCause, 'soft' | 'power'>): void {
    if (!this.powered || this.enLow) return;
    this.parts.nvs.flush();
    this.endRun();
    void this.start(cause);
  }

  /** The firmware stops where it is, says why, and starts again. */
  crash(crash: Crash): void {
    if (!this.powered || this.enLow) return;
    this.endRun();
    this.phase = 'hung';
    this.parts.transmitter.sendText(crashText[crash]);
    this.wakeUp = setTimeout(() => this.reset(resetAfter[crash]), CRASH_DELAY_MS);
  }

  /** EN goes low, and the chip stands still until it is high again. */
  hold(): void {
    this.enLow = true;
    if (!this.powered) return;
    this.parts.nvs.flush();
    this.endRun();
    this.phase = 'held';
  }

  /** EN goes high. With IO0 low the ROM starts no firmware. */
  release(download: boolean): void {
    this.enLow = false;
    if (this.powered) void this.start('hardware', download);
  }

  async close(): Promise<void> {
    this.endRun();
    this.phase = 'off';
    await this.stopping;
  }

  private async start(cause: Exclude<ResetCause, 'soft'>, download = false): Promise<void> {
    const run = this.run;
    this.phase = 'booting';
    this.startedAt = performance.now();
    this.resets.count(cause);
    await this.stopping;
    if (run !== this.run) return;
    if (download) {
      this.phase = 'download';
      this.parts.transmitter.sendText(downloadText);
      return;
    }
    try {
      this.parts.transmitter.sendText(romText(cause));
      this.app = await this.createBootloader().run();
    } catch (error) {
      if (error instanceof RunEnded) return;
      throw error;
    }
    if (this.parts.settings.bootDelayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.parts.settings.bootDelayMs));
    if (run === this.run) this.startFirmware(cause);
  }

  private createBootloader(): Bootloader {
    const { flash, ota, settings, transmitter } = this.parts;
    const chip = { id: settings.chipId, revision: settings.chipRevision };
    return new Bootloader(flash, ota, chip, (line) => transmitter.sendText(line));
  }

  private startFirmware(cause: ResetCause): void {
    if (!this.app) {
      this.phase = 'unbootable';
      return;
    }
    this.identity = identify(this.app.image);
    const { behaviour } = this.identity;
    this.parts.wifi.setBroken(behaviour === 'no-wifi');
    if (behaviour === 'hang') this.phase = 'hung';
    else if (behaviour === 'crash') this.crash('panic');
    else this.startInterpreter(cause, false);
  }

  private startInterpreter(cause: ResetCause, rawMode: boolean): void {
    const { settings, memory, interpreter, fileSystemRoot } = this.parts;
    const info = this.describe(cause);
    const mounted = hasFileSystem(info.partitions, info.versionTuple) || !settings.missingVfsTrap;
    const calls = withFlaw(createBoardCalls(this.parts), this.identity!.behaviour, () => this.crash('panic'));
    this.cpu = new Cpu({
      interpreter: interpreter.module, interpreterDirectory: interpreter.directory, heapSize: settings.heap, rawMode,
      fileSystemRoot: mounted ? fileSystemRoot : null, rawPaste: settings.rawPaste, interrupt: interpreter.interrupt, info,
    }, memory, calls, this.observer());
  }

  private describe(cause: ResetCause): BoardInfo {
    const { settings, partitions, flash } = this.parts;
    const { version, date, machine, build } = this.identity!;
    const tuple = versionTuple(version);
    return {
      version, date, machine, build, versionTuple: tuple,
      partitions: runtimePartitions(partitions, flash.chip.size, tuple),
      runningPartition: partitions.indexOf(this.app!.partition),
      flashSize: flash.chip.size, resetCause: machineResetCause[cause], uptimeMs: this.uptimeMs, mac: settings.mac, ip: settings.ip, rssi: settings.rssi,
      chipId: settings.chipId, chipRevision: settings.chipRevision,
    };
  }

  private observer(): CpuObserver {
    const { transmitter, interrupts, interpreter, receiver, settings, onFileWritten, onPowerCut } = this.parts;
    return {
      output: (data) => transmitter.send(data),
      ready: (target) => {
        interrupts.connect(target);
        interpreter.interrupt = target.addresses;
        receiver.listening = true;
        this.phase = 'running';
      },
      receiveSpace: () => receiver.spaceFreed(),
      fileWritten: onFileWritten,
      powerCut: onPowerCut,
      restart: (restart) => this.restart(restart),
      crashed: (error) => {
        settings.log(`interpreter crashed: ${error.stack ?? error.message}`);
        // Before it has started this is a fault of the simulator's, which another start would only repeat.
        if (interrupts.connected) this.crash('panic');
        else this.phase = 'unbootable';
      },
      log: settings.log,
    };
  }

  private restart(restart: Restart): void {
    switch (restart.kind) {
      case 'software':
        return this.reset('software');
      case 'deepsleep':
        return this.sleep(restart.milliseconds);
      case 'soft':
        void this.softReset(restart.rawMode);
    }
  }

  private sleep(milliseconds: number): void {
    this.parts.nvs.flush();
    this.endRun();
    this.phase = 'asleep';
    if (milliseconds > 0) this.wakeUp = setTimeout(() => this.reset('deepsleep'), milliseconds);
  }

  /** A new interpreter, while the UART, Wi-Fi and the watchdog go on. */
  private async softReset(rawMode: boolean): Promise<void> {
    const run = this.run;
    this.resets.count('soft');
    this.parts.sockets.closeAll();
    this.stopCpu();
    await this.stopping;
    if (run === this.run) this.startInterpreter('soft', rawMode);
  }

  private endRun(): void {
    const { gate, watchdog, sockets, wifi, receiver } = this.parts;
    this.run++;
    if (this.wakeUp) clearTimeout(this.wakeUp);
    this.wakeUp = null;
    this.stopCpu();
    gate.endRun();
    watchdog.stop();
    sockets.closeAll();
    wifi.reset();
    receiver.listening = false;
    receiver.clear();
  }

  private stopCpu(): void {
    const { interrupts, transmitter } = this.parts;
    interrupts.disconnect();
    const cpu = this.cpu;
    this.cpu = null;
    if (cpu) this.stopping = cpu.stop().then(() => transmitter.cpuStopped());
  }
}
