import { parseArgs } from 'node:util';
import type { BoardOptions } from '../board/options.js';
import { resetCircuits } from '../console/modem-lines.js';
import { interpreterChoices } from '../cpu/interpreter/wasm-module.js';
import { layoutNames } from '../flash/partition-table.js';

export interface CommandLine {
  readonly board: BoardOptions;
  /** Null for none, an empty string for one without a link. */
  readonly pty: string | null;
  readonly printConsole: boolean;
  readonly exitWithParent: boolean;
}

export const usage = `usage: main [options]
  --state DIR           keep flash, files and NVS there
  --image FILE          app image in the first slot of a new board    --slot1 FILE   and in the second
  --layout NAME         ${layoutNames.join(', ')}
  --port N              console port    --rfc2217 N   the same with modem lines    --control N   control port (0: any)
  --link uart|usb       --baud N    --pty[=LINK]   --reset-on-open   --no-raw-paste
  --reset-circuit ${resetCircuits.join('|')}    what DTR and RTS work
  --ssid S --psk P      the network in range (any, without --ssid)    --ip ADDRESS   --mac MAC   --host NAME=ADDRESS
  --no-dhcp             the network gives no address    --rssi=-DBM
  --net-rate BYTES      --flash-timing none|real    --boot-delay MS    --join-delay MS
  --chip ID             --heap BYTES    --micropython ${interpreterChoices.join('|')}    --missing-vfs-trap
  --print-console       copy the console to stderr
  --exit-with-parent    end when stdin closes`;

export class UsageError extends Error {}

export function parseCommandLine(argv: readonly string[]): CommandLine {
  const values = parse(argv);
  return {
    pty: values.pty ?? null,
    printConsole: values['print-console'] ?? false,
    exitWithParent: values['exit-with-parent'] ?? false,
    board: {
      stateDir: values.state, image: values.image, slot1: values.slot1,
      layout: oneOf(values.layout, layoutNames, 'layout'),
      consolePort: numberOf(values.port, 'port'), controlPort: numberOf(values.control, 'control'), rfc2217Port: numberOf(values.rfc2217, 'rfc2217'),
      link: oneOf(values.link, ['uart', 'usb'], 'link'), baud: numberOf(values.baud, 'baud'),
      resetCircuit: oneOf(values['reset-circuit'], resetCircuits, 'reset-circuit'),
      resetOnOpen: values['reset-on-open'], rawPaste: values['no-raw-paste'] ? false : undefined,
      networks: values.ssid === undefined ? undefined : [{ ssid: values.ssid, psk: values.psk, dhcp: !values['no-dhcp'] }],
      hosts: Object.fromEntries((values.host ?? []).map(hostOf)),
      ip: values.ip, mac: values.mac, rssi: signalOf(values.rssi),
      netRate: numberOf(values['net-rate'], 'net-rate'), flashTiming: oneOf(values['flash-timing'], ['none', 'real'], 'flash-timing'),
      bootDelayMs: numberOf(values['boot-delay'], 'boot-delay'), joinDelayMs: numberOf(values['join-delay'], 'join-delay'),
      chipId: numberOf(values.chip, 'chip'), heap: numberOf(values.heap, 'heap'),
      micropython: oneOf(values.micropython, interpreterChoices, 'micropython'), missingVfsTrap: values['missing-vfs-trap'],
    },
  };
}

function parse(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: argv.map((argument) => (argument === '--pty' ? '--pty=' : argument)),
      options: {
        state: text, image: text, slot1: text, layout: text, port: text, control: text, rfc2217: text, link: text, baud: text, pty: text,
        'reset-circuit': text, 'reset-on-open': flag, 'no-raw-paste': flag, ssid: text, psk: text, host: { ...text, multiple: true }, 'no-dhcp': flag, ip: text, mac: text,
        rssi: text,
        'net-rate': text, 'flash-timing': text, 'boot-delay': text, 'join-delay': text, chip: text, heap: text, micropython: text,
        'missing-vfs-trap': flag, 'print-console': flag, 'exit-with-parent': flag,
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function numberOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text === '' || !Number.isSafeInteger(value) || value < 0) throw new UsageError(`--${name} needs a whole number, not ${text}`);
  return value;
}

function signalOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^-[1-9][0-9]{0,2}$/.test(text)) throw new UsageError(`--rssi needs dBm below 0, not ${text}`);
  return Number(text);
}

function oneOf<T extends string>(text: string | undefined, choices: readonly T[], name: string): T | undefined {
  if (text === undefined || choices.includes(text as T)) return text as T | undefined;
  throw new UsageError(`--${name} is one of ${choices.join(', ')}, not ${text}`);
}

function hostOf(text: string): [string, string] {
  const [name, address] = text.split('=');
  if (!name || !address) throw new UsageError(`--host needs NAME=ADDRESS, not ${text}`);
  return [name, address];
}
