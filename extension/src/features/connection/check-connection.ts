import { CancellationError, l10n, type LogOutputChannel, window } from 'vscode';
import { offer, ways, type WayOut } from '../../infrastructure/failure';
import { ifSet } from '../../infrastructure/if-set';
import type { OneAtATime } from '../../infrastructure/one-at-a-time';
import { readSettings } from '../../infrastructure/settings';
import { waysOfRemedies } from '../../infrastructure/ways-out';
import type { ConnectionReport } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceChoice } from '../device/device-choice';

/** Check Connection: the board itself is asked whether it reaches this computer; the sidecar names the one cause where it does not. */
export class CheckConnection {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly devices: DeviceChoice,
    private readonly work: OneAtATime,
    private readonly log: LogOutputChannel,
  ) {}

  async run(): Promise<void> {
    this.work.requireIdle();
    const device = await this.devices.require();
    const check = l10n.t('Check');
    const asked = l10n.t('The board is asked over its console, which interrupts its program. Reset it afterwards to start the program again.');
    if ((await window.showInformationMessage(l10n.t('Check the connection of {0}?', device), { modal: true, detail: asked }, check)) !== check) {
      throw new CancellationError();
    }
    await this.work.run(l10n.t('Checking the connection'), () => this.check(device));
  }

  private async check(device: string): Promise<void> {
    const { address, port } = readSettings();
    const report = await this.sidecar.requestWithProgress(l10n.t('Checking the connection'), 'otatools/connection/check', {
      ...this.devices.params(device),
      port,
      ...ifSet({ address }),
    });
    this.log.info([report.message, ...report.sides.map(({ what, seen }) => `  ${what}: ${seen}`)].join('\n'));
    const details: WayOut = { ...ways.showLog(), title: l10n.t('Show Details') };
    const text = [report.message, report.fix].filter(Boolean).join(' ');
    void offer(
      report.ok
        ? window.showInformationMessage(text, details, ways.resetDevice())
        : window.showWarningMessage(text, ...buttonsOf(report), details),
    );
  }
}

function buttonsOf({ remedies }: ConnectionReport): readonly WayOut[] {
  return [...waysOfRemedies(remedies), ways.checkConnection()];
}
