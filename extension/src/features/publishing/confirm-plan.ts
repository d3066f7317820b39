import { CancellationError, l10n, type QuickPickItem, QuickPickItemKind } from 'vscode';
import { askChoice } from '../../infrastructure/questions';
import { BACK } from '../../infrastructure/steps';
import type { PublishPlan } from '../../server/protocol';
import { fileRows, type PlanWords, pointerText } from './plan-rows';
import { sizeText } from './size-text';

interface Row extends QuickPickItem {
  readonly isPublish?: true;
}

/** Shows what would be written, and waits for a person's word. The other rows are there to be read. */
export async function confirmPlan(plan: PublishPlan): Promise<void> {
  const words = planWords();
  const count = plan.files.filter(({ state }) => state === 'new').length;
  const row = await askChoice<Row>({
    title: l10n.t('Publish {0} as {1}', plan.version, plan.name),
    placeHolder: l10n.t('Nothing is written yet. Enter publishes to {0}.', plan.target),
    rows: [
      { label: `$(cloud-upload) ${l10n.t('Publish')}`, description: [l10n.t('{0} files to write', count), words.size(plan.bytesToPut)].join(' · '), isPublish: true },
      { label: l10n.t('What boards take'), kind: QuickPickItemKind.Separator },
      { label: `$(broadcast) ${pointerText(plan, words)}`, description: plan.firmwareUrl === undefined ? '' : `FW_URL ${plan.firmwareUrl}` },
      ...plan.notes.map((label): Row => ({ label: `$(info) ${label}` })),
      { label: l10n.t('Files, in this order'), kind: QuickPickItemKind.Separator },
      ...fileRows(plan, words),
    ],
    isChoice: ({ isPublish }) => isPublish === true,
  });
  if (row === BACK) {
    throw new CancellationError();
  }
}

function planWords(): PlanWords {
  return {
    kinds: {
      image: l10n.t('image'),
      pack: l10n.t('compressed image'),
      delta: l10n.t('delta'),
      manifest: l10n.t('manifest'),
      record: l10n.t('mark that it is complete'),
      pointer: l10n.t('release pointer'),
    },
    from: (version) => l10n.t('from {0}', version),
    size: sizeText,
    present: l10n.t('there already'),
    notWorthIt: l10n.t('left out, since it would not be smaller'),
    nothing: l10n.t('nothing yet'),
    ofBoards: (percent) => (percent === 100 ? l10n.t('for all boards') : l10n.t('for {0} % of the boards', percent)),
  };
}
