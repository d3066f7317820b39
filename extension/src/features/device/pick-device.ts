import { l10n, type QuickPick, QuickPickItemKind, type QuickPickItem, window } from 'vscode';
import { isSameDevice } from './same-device';
import { describePort, groupOf, identifyPort, settingOf } from './port-text';
import type { PortInfo } from '../../server/protocol';

interface DeviceItem extends QuickPickItem {
  /** What the setting gets; undefined: a person types it. */
  device?: string;
}

const EACH_MS = 1000;

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
      stop = watch(listPorts, (ports) => show(pick, ports, current), reject);
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

/** Looks again and again, and tells when something has changed. Returns what ends it. */
function watch(listPorts: () => Promise<readonly PortInfo[]>, changed: (ports: readonly PortInfo[]) => void, failed: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let before = '';
  let ended = false;
  const look = async (): Promise<void> => {
    const ports = await listPorts();
    const now = JSON.stringify(ports);
    if (!ended) {
      if (now !== before) {
        before = now;
        changed(ports);
      }
      timer = setTimeout(() => void look().catch(failed), EACH_MS);
    }
  };
  void look().catch(failed);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}

function show(pick: QuickPick<DeviceItem>, ports: readonly PortInfo[], current: string): void {
  const active = pick.busy ? current : pick.activeItems[0]?.label;
  const items = itemsOf(ports, current);
  pick.busy = false;
  pick.items = items;
  const again = items.find((item) => item.label === active || (item.device !== undefined && isSameDevice(item.device, active ?? '')));
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
