import { l10n, type QuickPick, QuickPickItemKind, type QuickPickItem, window } from 'vscode';
import type { PortInfo } from '../../server/protocol';
import { describePort, groupOf, identifyPort, settingOf } from './port-text';
import { isSameDevice } from './same-device';
import { watchPorts } from './watch-ports';

interface DeviceItem extends QuickPickItem {
  /** What the setting gets; undefined: a person types it. */
  device?: string;
  isCurrent?: boolean;
}

/** Asks a person for a device; undefined where they leave. Boards that are plugged in meanwhile appear in the list. */
export async function pickDevice(current: string, listPorts: () => Promise<readonly PortInfo[]>): Promise<string | undefined> {
  const pick = window.createQuickPick<DeviceItem>();
  pick.title = l10n.t('Select Device');
  pick.placeholder = l10n.t('The port that the board is connected to');
  pick.matchOnDescription = pick.matchOnDetail = true;
  pick.keepScrollPosition = true;
  pick.busy = true;
  let stop = (): void => {};
  try {
    const chosen = await new Promise<DeviceItem | undefined>((resolve, reject) => {
      stop = watchPorts(listPorts, (ports) => show(pick, ports, current), reject);
      pick.onDidAccept(() => pick.selectedItems[0] && resolve(pick.selectedItems[0]));
      pick.onDidHide(() => resolve(undefined));
      pick.show();
    });
    return chosen && (chosen.device ?? (await typeDevice(current)));
  } finally {
    stop();
    pick.dispose();
  }
}

/** Where a person has moved to in a list of ports, they stay; at first that is the current device. */
function show(pick: QuickPick<DeviceItem>, ports: readonly PortInfo[], current: string): void {
  const active = pick.items.some((item) => item.device !== undefined) ? pick.activeItems[0]?.label : undefined;
  const items = itemsOf(ports, current);
  const again = items.find((item) => (active === undefined ? item.isCurrent : item.label === active));
  pick.busy = false;
  pick.items = items;
  if (again) {
    pick.activeItems = [again];
  }
}

function itemsOf(ports: readonly PortInfo[], current: string): DeviceItem[] {
  const isCurrent = (port: PortInfo): boolean => [port.name, port.stableName ?? port.name].some((name) => isSameDevice(name, current));
  const titles = { boards: l10n.t('Boards'), others: l10n.t('Other ports'), modems: l10n.t('Modems and Bluetooth') };
  const items = ports.flatMap((port, index): DeviceItem[] => {
    const group = groupOf(port);
    const item = {
      label: `$(${group === 'boards' ? 'circuit-board' : 'plug'}) ${port.name}`,
      description: [describePort(port), isCurrent(port) ? l10n.t('(current)') : ''].join(' ').trim(),
      detail: identifyPort(port),
      device: settingOf(port),
      isCurrent: isCurrent(port),
    };
    const before = ports[index - 1];
    return before && groupOf(before) === group ? [item] : [{ label: titles[group], kind: QuickPickItemKind.Separator }, item];
  });
  const none = l10n.t('No serial port was found. Plug the board in, with a cable that carries data.');
  return [
    ...items,
    { label: ports.length === 0 ? none : '', kind: QuickPickItemKind.Separator },
    { label: `$(edit) ${l10n.t('Enter a port, socket://… or rfc2217://…')}`, description: ports.some(isCurrent) ? '' : current },
  ];
}

async function typeDevice(current: string): Promise<string | undefined> {
  const text = await window.showInputBox({
    title: l10n.t('Select Device'),
    prompt: l10n.t('A serial port such as /dev/ttyUSB0 or COM5, socket://host:port, or rfc2217://host:port'),
    value: current,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? l10n.t('Enter a port.') : undefined),
  });
  return text?.trim();
}
