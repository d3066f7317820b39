import { l10n, QuickPickItemKind, type QuickPickItem, window } from 'vscode';
import type { PortInfo } from '../../server/protocol';
import { describePort, identifyPort } from './port-text';

interface DeviceItem extends QuickPickItem {
  device?: string;
  action?: 'again' | 'type';
}

/** Asks a person for a device; undefined where they leave. */
export async function pickDevice(current: string, listPorts: () => Promise<readonly PortInfo[]>): Promise<string | undefined> {
  for (;;) {
    const chosen = await window.showQuickPick<DeviceItem>(listPorts().then((ports) => items(ports, current)), {
      title: l10n.t('Select Device'),
      placeHolder: l10n.t('The port that the board is connected to'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen?.action !== 'again') {
      return chosen?.action === 'type' ? await typeDevice(current) : chosen?.device;
    }
  }
}

function items(ports: readonly PortInfo[], current: string): DeviceItem[] {
  const none = l10n.t('No serial port was found. Plug the board in, with a cable that carries data.');
  return [
    ...ports.map((port) => ({
      label: `$(plug) ${port.name}`,
      description: [describePort(port), port.name === current ? l10n.t('(current)') : ''].join(' ').trim(),
      detail: identifyPort(port),
      device: port.name,
    })),
    { label: ports.length === 0 ? none : '', kind: QuickPickItemKind.Separator },
    { label: `$(refresh) ${l10n.t('Look again')}`, action: 'again' },
    { label: `$(edit) ${l10n.t('Enter a port or socket://host:port…')}`, description: ports.some((port) => port.name === current) ? '' : current, action: 'type' },
  ];
}

async function typeDevice(current: string): Promise<string | undefined> {
  const text = await window.showInputBox({
    title: l10n.t('Select Device'),
    prompt: l10n.t('A serial port such as /dev/ttyUSB0 or COM5, or socket://host:port'),
    value: current,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? l10n.t('Enter a port.') : undefined),
  });
  return text?.trim();
}
