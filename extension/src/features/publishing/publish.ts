import path from 'node:path';
import { l10n, window } from 'vscode';
import { offer, type WayOut } from '../../infrastructure/failure';
import { pathOf } from '../../infrastructure/file-argument';
import type { RememberedTarget } from '../../infrastructure/memory';
import type { PublishParams, PublishPlan } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import { requireUsable } from '../firmware/accept-image';
import type { FirmwareUrl } from '../firmware/firmware-url';
import type { Signing } from '../signing/signing';
import { askShare } from './ask-share';
import { confirmPlan } from './confirm-plan';
import { withConsent } from './consent';
import type { PublishTargets } from './publish-targets';
import { titleOf, withoutMemory } from './target';

/** Publish Firmware…: a release where boards pull it without this computer. */
export class Publish {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly targets: PublishTargets,
    private readonly firmwareUrl: FirmwareUrl,
    private readonly signing: Signing,
  ) {}

  /** @param argument The image: a path, a Uri or an item of a tree; without it a person is asked. */
  async run(argument: unknown): Promise<void> {
    const firmware = pathOf(argument) ?? (await this.firmwareUrl.chooseFile(l10n.t('The image to publish')));
    const { verdict } = await this.sidecar.request('otatools/firmware/inspect', { path: firmware });
    requireUsable(path.basename(firmware), firmware, verdict);
    const target = await this.targets.choose(l10n.t('Publish Firmware'));
    const share = await askShare(l10n.t('Which boards are to take it'));
    const params: PublishParams = { firmware, target: withoutMemory(target), share, ...(await this.signing.forPublishing()) };
    const { answer: plan, consent } = await withConsent((given) =>
      this.targets.withKey(target, (key) =>
        this.sidecar.requestWithProgress(l10n.t('Looking at what is published'), 'otatools/publishing/plan', { ...params, ...given, ...key })));
    if (!plan.isDone) {
      await confirmPlan(plan);
      await this.targets.withKey(target, (key) =>
        this.sidecar.requestWithProgress(l10n.t('Publishing to {0}', titleOf(target)), 'otatools/publishing/publish', { ...params, ...consent, ...key }));
    }
    tell(plan, target);
  }
}

function tell({ version, target: title, firmwareUrl, isDone }: PublishPlan, target: RememberedTarget): void {
  const what = isDone ? l10n.t('{0} is published to {1} already; nothing was written.', version, title) : l10n.t('{0} is published to {1}.', version, title);
  const where = firmwareUrl === undefined ? l10n.t('Let a web server offer that folder; FW_URL is then the address of the .release file in it.') : l10n.t('FW_URL for boards is {0}', firmwareUrl);
  void offer(window.showInformationMessage(`${what} ${where}`, ...waysOn(firmwareUrl, target)));
}

function waysOn(firmwareUrl: string | undefined, { kind, folder }: RememberedTarget): WayOut[] {
  return [
    ...(firmwareUrl === undefined ? [] : [
      { title: l10n.t('Use as FW_URL'), command: 'otaTools.firmware.useAsFirmwareUrl', arguments: [firmwareUrl] },
      { title: l10n.t('Copy URL'), command: 'otaTools.firmware.copyUrl', arguments: [firmwareUrl] },
    ]),
    ...(kind === 'folder' ? [{ title: l10n.t('Open Folder'), command: 'otaTools.firmware.reveal', arguments: [folder] }] : []),
    { title: l10n.t('Releases…'), command: 'otaTools.releases', arguments: [] },
  ];
}
