import { CancellationError, commands, l10n, window } from 'vscode';
import { offer } from '../../infrastructure/failure';
import type { RememberedTarget } from '../../infrastructure/memory';
import type { PointerChange } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { Signing } from '../signing/signing';
import { askShare } from './ask-share';
import { withConsent } from './consent';
import type { PublishTargets } from './publish-targets';
import { askRelease, type ChosenRelease } from './releases-list';
import { titleOf, withoutMemory } from './target';

/** Releases…: what is published in a place, and who takes it. */
export class ShowReleases {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly targets: PublishTargets,
    private readonly signing: Signing,
  ) {}

  async run(): Promise<void> {
    const target = await this.targets.choose(l10n.t('Releases'));
    const { pointers } = await this.targets.withKey(target, (key) =>
      this.sidecar.requestWithProgress(l10n.t('Looking at what is published'), 'otatools/publishing/releases', { target: withoutMemory(target), ...key }));
    if (pointers.every(({ all }) => all.length === 0)) {
      const publish = { title: l10n.t('Publish Firmware…'), command: 'otaTools.publishFirmware' };
      void offer(window.showInformationMessage(l10n.t('Nothing is published to {0} yet.', titleOf(target)), publish));
      return;
    }
    await this.act(target, await askRelease(titleOf(target), pointers));
  }

  private async act(target: RememberedTarget, chosen: ChosenRelease): Promise<void> {
    const { of, release, action } = chosen;
    switch (action) {
      case 'useUrl':
        await commands.executeCommand('otaTools.firmware.useAsFirmwareUrl', of.firmwareUrl);
        break;
      case 'copyUrl':
        await commands.executeCommand('otaTools.firmware.copyUrl', of.firmwareUrl);
        break;
      case 'share':
      case 'makeCurrent':
        await this.promote(target, chosen, await askShare(l10n.t('Which boards are to take {0}', release.version), release.share));
        break;
      case 'withdraw':
        await this.withdraw(target, chosen);
        break;
    }
  }

  private async promote(target: RememberedTarget, { of, release }: ChosenRelease, share: number): Promise<void> {
    const key = await this.signing.forSigned(of.pointer?.isSigned === true);
    const { answer } = await withConsent((consent) =>
      this.targets.withKey(target, (credentials) =>
        this.sidecar.requestWithProgress(l10n.t('Changing the release pointer'), 'otatools/publishing/promote', {
          target: withoutMemory(target), name: of.name, release: release.id, share, ...key, ...consent, ...credentials,
        })));
    tell(answer);
  }

  private async withdraw(target: RememberedTarget, { of, release }: ChosenRelease): Promise<void> {
    const withdraw = l10n.t('Withdraw');
    const detail = release.isCurrent
      ? l10n.t('Boards take the newest release before it that was not withdrawn, or none where there is none. A board that has it keeps it until it is given another.')
      : l10n.t('Boards do not take it now; from now on it cannot become current by mistake either.');
    if ((await window.showWarningMessage(l10n.t('Withdraw {0} of {1}?', release.version, of.name), { modal: true, detail }, withdraw)) !== withdraw) {
      throw new CancellationError();
    }
    const key = await this.signing.forSigned(of.pointer?.isSigned === true);
    const { answer } = await withConsent(({ unsigned }) =>
      this.targets.withKey(target, (credentials) =>
        this.sidecar.requestWithProgress(l10n.t('Changing the release pointer'), 'otatools/publishing/withdraw', {
          target: withoutMemory(target), name: of.name, release: release.id, ...key, ...(unsigned && { unsigned }), ...credentials,
        })));
    tell(answer);
  }
}

function tell({ effect }: PointerChange): void {
  void window.showInformationMessage(effect);
}
