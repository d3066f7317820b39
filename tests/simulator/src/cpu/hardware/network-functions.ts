import type { PollRequest } from '../../network/sockets.js';
import { bytesAt, timeLimit, type HalContext, type HalFunctions } from './hal.js';

export function networkFunctions(context: HalContext): HalFunctions {
  return { ...wifiFunctions(context), ...socketFunctions(context) };
}

function wifiFunctions({ link }: HalContext): HalFunctions {
  return {
    wifi_activate: (on: boolean) => {
      link.call('wifiActivate', Boolean(on));
      return 0;
    },

    wifi_connect: (ssid: string, key: string) => {
      link.call('wifiConnect', ssid, key);
      return 0;
    },

    wifi_disconnect: () => {
      link.call('wifiDisconnect');
      return 0;
    },

    wifi_state: () => JSON.stringify(link.call('wifiState')),

    wifi_limit_reconnects: (count: number) => {
      link.call('wifiLimitReconnects', count);
      return 0;
    },

    wifi_scan: () => JSON.stringify(link.call('wifiScan')),
  };
}

function socketFunctions({ link, memory, console }: HalContext): HalFunctions {
  return {
    resolve: (name: string) => link.call('resolve', name),

    socket_open: () => link.call('socketOpen'),

    socket_connect: (id: number, host: string, port: number, timeoutMs: number) => {
      link.callInterruptibly('socketConnect', id, host, port, timeLimit(timeoutMs));
      return 0;
    },

    socket_tls: (id: number, serverName: string | null, verify: boolean) => {
      link.call('socketTls', id, serverName, Boolean(verify));
      return 0;
    },

    socket_send: (id: number, address: number, length: number, timeoutMs: number) =>
      link.callInterruptibly('socketSend', id, bytesAt(memory(), address, length), timeLimit(timeoutMs)),

    socket_receive: (id: number, address: number, length: number, timeoutMs: number) => {
      const data = link.callInterruptibly('socketReceive', id, length, timeLimit(timeoutMs));
      memory().set(data, address);
      return data.length;
    },

    /** Gives up, as for an interrupt, when the console has input and the caller waits for that too. */
    socket_poll: (requests: string, timeoutMs: number, withConsole: boolean) => {
      const wanted = (JSON.parse(requests) as [number, number][]).map(([socket, mask]): PollRequest => ({ socket, mask }));
      const stop = (): boolean => Boolean(withConsole) && console.hasInput;
      return JSON.stringify(link.callUntil(stop, 'socketPoll', wanted, timeLimit(timeoutMs)));
    },

    socket_listen: (id: number, host: string, port: number) => link.call('socketListen', id, host, port),

    socket_accept: (id: number, timeoutMs: number) =>
      JSON.stringify(link.callInterruptibly('socketAccept', id, timeLimit(timeoutMs))),

    socket_close: (id: number) => {
      link.call('socketClose', id);
      return 0;
    },
  };
}
