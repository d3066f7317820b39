import { CancellationError, l10n, window } from 'vscode';
import { ifSet } from '../../infrastructure/if-set';
import { readSettings, writeSetting } from '../../infrastructure/settings';
import type { Sidecar } from '../../server/sidecar';
import { addressRows, isAddress, type RowWords } from './address-rows';

/** Choose Address: every address of this computer for what it is, with an explanation beside each. */
export class ChooseAddress {
  constructor(private readonly sidecar: Sidecar) {}

  async run(): Promise<void> {
    const { address: current, device, port } = readSettings();
    const { addresses } = await this.sidecar.request('otatools/connection/addresses', { port, ...ifSet({ device }) });
    const chosen = await window.showQuickPick(addressRows(addresses, current, words()), {
      title: l10n.t('The address at which boards find this computer'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen === undefined) {
      throw new CancellationError();
    }
    const { choice } = chosen;
    await writeSetting('address', choice === 'automatic' ? undefined : choice === 'other' ? await this.ask(current) : choice.address);
  }

  private async ask(current: string): Promise<string> {
    const text = await window.showInputBox({
      title: l10n.t('The address at which boards find this computer'),
      prompt: l10n.t('An IPv4 address, such as that of the computer around this container or virtual machine.'),
      value: current,
      ignoreFocusOut: true,
      validateInput: (value) => (isAddress(value) ? undefined : l10n.t('An IPv4 address looks like 192.168.1.20.')),
    });
    if (text === undefined) {
      throw new CancellationError();
    }
    return text.trim();
  }
}

function words(): RowWords {
  return {
    automatic: l10n.t('Choose Automatically'),
    automaticDetail: l10n.t('The interface on the route to the board, as soon as the board has an address.'),
    other: l10n.t('Another Address…'),
    otherDetail: l10n.t('For a port that is forwarded from another computer: around a container, WSL or a virtual machine.'),
    chosen: l10n.t('chosen'),
  };
}
