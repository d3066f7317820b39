import type { Ota } from '../boot/ota.js';
import type { UartReceiver } from '../console/uart-receiver.js';
import type { BoardCalls } from '../cpu/messages.js';
import type { FlashController } from '../flash/flash-controller.js';
import type { Partition } from '../flash/partition-table.js';
import type { NameResolver } from '../network/name-resolver.js';
import type { Sockets } from '../network/sockets.js';
import type { Wifi } from '../network/wifi.js';
import type { NvsStore } from '../storage/nvs-store.js';
import { EspError, EspErrorCode, Errno } from './esp-error.js';
import type { Watchdog } from './watchdog.js';

export interface BoardParts {
  readonly flash: FlashController;
  readonly partitions: readonly Partition[];
  readonly ota: Ota;
  readonly nvs: NvsStore;
  readonly wifi: Wifi;
  readonly sockets: Sockets;
  readonly resolver: NameResolver;
  readonly watchdog: Watchdog;
  readonly receiver: UartReceiver;
}

type FlashCalls = Pick<BoardCalls, 'flashRead' | 'flashWrite' | 'flashErase' | 'otaBootPartition' | 'otaSetBoot' | 'otaMarkValid'>;
type NetworkCalls = Omit<BoardCalls, keyof FlashCalls | 'nvsGet' | 'nvsSet' | 'nvsErase' | 'nvsCommit' | 'watchdogStart' | 'lightSleep' | 'bootScriptDone'>;

const never = new AbortController().signal;

/** The firmware's calls, handed to the parts of the board that answer them. */
export function createBoardCalls(parts: BoardParts): BoardCalls {
  const { nvs, watchdog, receiver } = parts;
  return {
    ...flashCalls(parts),
    ...networkCalls(parts),
    nvsGet: (namespace, key, kind) => nvs.get(namespace, key, kind),
    nvsSet: (namespace, key, value) => nvs.set(namespace, key, value),
    nvsErase: (namespace, key) => nvs.erase(namespace, key),
    nvsCommit: () => nvs.commit(),
    watchdogStart: (timeoutMs) => watchdog.start(timeoutMs),
    lightSleep: (milliseconds, signal = never) => receiver.deafFor(milliseconds, signal),
    bootScriptDone: () => {},
  };
}

function flashCalls({ flash, partitions, ota }: BoardParts): FlashCalls {
  const requireRange = (address: number, length: number): void => {
    if (address < 0 || length < 0 || address + length > flash.chip.size) throw new EspError(EspErrorCode.invalidArgument);
  };
  return {
    flashRead: (address, length) => {
      requireRange(address, length);
      return flash.read(address, length);
    },
    flashWrite: async (address, data) => {
      requireRange(address, data.length);
      await flash.write(address, data);
    },
    flashErase: async (address, length) => {
      requireRange(address, length);
      await flash.erase(address, length);
    },
    otaBootPartition: () => {
      const partition = ota.bootPartition();
      if (!partition) throw new EspError(Errno.ENOENT);
      return partitions.indexOf(partition);
    },
    otaSetBoot: async (index) => {
      const partition = partitions[index];
      if (!partition) throw new EspError(EspErrorCode.notFound);
      await ota.setBoot(partition);
    },
    otaMarkValid: () => ota.markValid(),
  };
}

function networkCalls({ wifi, sockets, resolver }: BoardParts): NetworkCalls {
  return {
    wifiActivate: (on) => wifi.activate(on),
    wifiConnect: (ssid, key) => wifi.connect({ ssid, key }),
    wifiDisconnect: () => wifi.disconnect(),
    wifiState: () => ({
      active: wifi.isActive, status: wifi.status, attempting: wifi.attempting, associated: wifi.associated, ssid: wifi.ssid, reconnects: wifi.reconnectLimit,
    }),
    wifiLimitReconnects: (count) => wifi.limitReconnects(count),
    wifiScan: () => wifi.visibleNetworks().map(({ ssid, psk }) => ({ ssid, secured: Boolean(psk) })),
    resolve: (name) => resolver.resolve(name),
    socketOpen: () => sockets.open(),
    socketConnect: (id, host, port, timeoutMs, signal = never) => sockets.connect(id, host, port, timeoutMs, signal),
    socketTls: (id, serverName, verify) => sockets.startTls(id, serverName, verify),
    socketSend: (id, data, timeoutMs, signal = never) => sockets.send(id, data, timeoutMs, signal),
    socketReceive: (id, length, timeoutMs, signal = never) => sockets.receive(id, length, timeoutMs, signal),
    socketPoll: (requests, timeoutMs, signal = never) => sockets.poll(requests, timeoutMs, signal),
    socketListen: (id, host, port) => sockets.listen(id, host, port),
    socketAccept: (id, timeoutMs, signal = never) => sockets.accept(id, timeoutMs, signal),
    socketClose: (id) => sockets.close(id),
  };
}
