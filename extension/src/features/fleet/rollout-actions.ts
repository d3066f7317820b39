import path from 'node:path';
import { CancellationError, l10n, window } from 'vscode';
import { pathOf } from '../../infrastructure/file-argument';
import { serveFolderOf } from '../../infrastructure/folder';
import type { Memory } from '../../infrastructure/memory';
import { askText } from '../../infrastructure/questions';
import { BACK, inSteps } from '../../infrastructure/steps';
import type { Sidecar } from '../../server/sidecar';
import { requireUsable } from '../firmware/accept-image';
import type { FirmwareUrl } from '../firmware/firmware-url';
import type { Serving } from '../serving/serving';
import type { Fleet } from './fleet';
import type { FleetNode, RolloutNode } from './fleet-nodes';
import { amountOf } from './rollout-rules';

interface Answers {
  readonly first: string;
  readonly stopAfter: string;
}

/** An image for some boards first, for the rest once those proved themselves. */
export class RolloutActions {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly memory: Memory,
    private readonly fleet: Fleet,
    private readonly serving: Serving,
    private readonly firmwareUrl: FirmwareUrl,
    private readonly selection: () => readonly FleetNode[],
  ) {}

  /** @param argument The image; without it a person is asked. */
  async start(argument: unknown): Promise<void> {
    const firmware = pathOf(argument) ?? (await this.firmwareUrl.chooseFile(l10n.t('The image to roll out')));
    const { verdict } = await this.sidecar.request('otatools/firmware/inspect', { path: firmware });
    requireUsable(path.basename(firmware), firmware, verdict);
    const { first, stopAfter } = await askAmounts(path.basename(firmware));
    await serveFolderOf(firmware, this.memory);
    await this.serving.ensure();
    await this.fleet.follow();
    const rollout = await this.sidecar.request('otatools/fleet/startRollout', { firmware, first: amountOf(first)!, stopAfter: amountOf(stopAfter)!, ...this.fleet.scope });
    void window.showInformationMessage(rollout.summary);
  }

  async pause(argument: unknown): Promise<void> {
    await this.sidecar.request('otatools/fleet/pauseRollout', this.rolloutOf(argument));
  }

  async resume(argument: unknown): Promise<void> {
    await this.sidecar.request('otatools/fleet/resumeRollout', this.rolloutOf(argument));
  }

  async stop(argument: unknown): Promise<void> {
    const { rollout } = this.rolloutOf(argument);
    const stop = l10n.t('Stop Rollout');
    const detail = l10n.t('No further board takes the image; those that have it keep it. A rollout that was stopped is not resumed, but started anew.');
    if ((await window.showWarningMessage(l10n.t('Stop the rollout?'), { modal: true, detail }, stop)) !== stop) {
      throw new CancellationError();
    }
    this.fleet.stopping(rollout);
    await this.sidecar.request('otatools/fleet/stopRollout', { rollout, ...this.fleet.scope });
  }

  private rolloutOf(argument: unknown): { rollout: string; root?: string } {
    const node = (argument ?? this.selection()[0]) as RolloutNode | undefined;
    if (node?.kind !== 'rollout') {
      throw new CancellationError();
    }
    return { rollout: node.id, ...this.fleet.scope };
  }
}

async function askAmounts(name: string): Promise<Answers> {
  const title = l10n.t('Roll out {0}', name);
  const problem = (text: string): string | undefined => (amountOf(text) === undefined ? l10n.t('Type a number of boards, such as 5, or a percentage, such as 10%.') : undefined);
  return await inSteps<Answers>({ first: '5', stopAfter: '5%' }, [
    async ({ first }) => {
      const answer = await askText({ title, prompt: l10n.t('How many boards get it first: a number, or a percentage of those that are outdated. The others wait until all of these proved themselves.'), value: first, problem });
      return answer === BACK ? BACK : { first: answer };
    },
    async ({ stopAfter }, canGoBack) => {
      const answer = await askText({ title, prompt: l10n.t('Failures that stop it: a number, or a percentage of the boards that got it.'), value: stopAfter, problem, canGoBack });
      return answer === BACK ? BACK : { stopAfter: answer };
    },
  ]);
}
