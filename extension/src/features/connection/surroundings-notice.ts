import { l10n, type Memento, window } from 'vscode';
import { take, ways } from '../../infrastructure/failure';
import type { Memory } from '../../infrastructure/memory';
import { ifSet } from '../../infrastructure/if-set';
import { readSettings } from '../../infrastructure/settings';
import type { Sidecar } from '../../server/sidecar';
import type { Serving } from '../serving/serving';

const SILENT = 'surroundings.silent';

/** Serving in a container, in WSL or on a remote computer: once a workspace it is said what that means for boards, and what to set. */
export class SurroundingsNotice {
  private isAsking = false;

  /** @param everywhere What is remembered for all workspaces. */
  constructor(
    private readonly sidecar: Sidecar,
    private readonly serving: Serving,
    private readonly memory: Memory,
    private readonly everywhere: Memento,
  ) {}

  /** Something is served now, perhaps. */
  async look(): Promise<void> {
    const { address, device, port } = readSettings();
    const isSettled = address !== '' || this.memory.surroundingsTold || this.everywhere.get(SILENT) === true;
    if (isSettled || this.isAsking || this.serving.root === undefined || this.serving.isForThisComputer) {
      return;
    }
    this.isAsking = true;
    try {
      const { surroundings } = await this.sidecar.request('otatools/connection/addresses', { port, ...ifSet({ device }) });
      if (surroundings.explanation !== undefined) {
        await this.memory.rememberSurroundingsTold();
        void this.tell(surroundings.explanation);
      }
    } finally {
      this.isAsking = false;
    }
  }

  private async tell(explanation: string): Promise<void> {
    const never = { title: l10n.t("Don't Show Again"), command: '' };
    const choice = await window.showInformationMessage(explanation, ways.chooseAddress(), ways.openSetting('otaTools.address'), never);
    await (choice === never ? this.everywhere.update(SILENT, true) : choice && take(choice));
  }
}
