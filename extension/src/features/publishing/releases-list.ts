import { CancellationError, env, l10n, type QuickPickItem, QuickPickItemKind } from 'vscode';
import { askChoice } from '../../infrastructure/questions';
import { BACK, inSteps } from '../../infrastructure/steps';
import type { Release, Releases } from '../../server/protocol';
import { releaseRow, type ReleaseWords } from './release-rows';
import { sizeText } from './size-text';

export type ReleaseAction = 'share' | 'makeCurrent' | 'withdraw' | 'useUrl' | 'copyUrl';

export interface ChosenRelease {
  readonly of: Releases;
  readonly release: Release;
  readonly action: ReleaseAction;
}

interface ReleaseItem extends QuickPickItem {
  readonly chosen?: Pick<ChosenRelease, 'of' | 'release'>;
}

interface ActionItem extends QuickPickItem {
  readonly action: ReleaseAction;
}

/** Which release, and what is to be done with it. */
export async function askRelease(target: string, pointers: readonly Releases[]): Promise<ChosenRelease> {
  const { chosen, action } = await inSteps<{ chosen?: ReleaseItem['chosen']; action?: ReleaseAction }>({}, [
    async () => {
      const row = await askChoice<ReleaseItem>({ title: l10n.t('Releases in {0}', target), placeHolder: l10n.t('Choose one to change who takes it'), rows: releaseItems(pointers) });
      return row === BACK ? BACK : { chosen: row.chosen };
    },
    async (soFar) => {
      const { of, release } = soFar.chosen!;
      const row = await askChoice<ActionItem>({ title: `${of.name} · ${release.version}`, placeHolder: l10n.t('What is to be done with it'), rows: actionItems(of, release), canGoBack: true });
      return row === BACK ? BACK : { action: row.action };
    },
  ]);
  if (chosen === undefined || action === undefined) {
    throw new CancellationError();
  }
  return { ...chosen, action };
}

function releaseItems(pointers: readonly Releases[]): ReleaseItem[] {
  const words = releaseWords();
  return pointers.flatMap((of): ReleaseItem[] => [
    { label: of.name, kind: QuickPickItemKind.Separator },
    ...of.all.map((release): ReleaseItem => ({ ...releaseRow(release, words, env.language), chosen: { of, release } })),
  ]);
}

function actionItems({ firmwareUrl }: Releases, { isCurrent, isWithdrawn }: Release): ActionItem[] {
  const url: ActionItem[] = firmwareUrl === undefined ? [] : [
    { label: `$(link) ${l10n.t('Use as FW_URL')}`, description: firmwareUrl, action: 'useUrl' },
    { label: `$(copy) ${l10n.t('Copy URL')}`, description: firmwareUrl, action: 'copyUrl' },
  ];
  return [
    isCurrent
      ? { label: `$(settings) ${l10n.t('Change how many boards take it…')}`, action: 'share' }
      : { label: `$(broadcast) ${l10n.t('Let boards take it…')}`, detail: l10n.t('The release pointer names it instead of the current one.'), action: 'makeCurrent' },
    ...(isWithdrawn ? [] : [{ label: `$(circle-slash) ${l10n.t('Withdraw…')}`, detail: l10n.t('No further board takes it; one that has it keeps it until it is given another.'), action: 'withdraw' } as const]),
    ...(isCurrent ? url : []),
  ];
}

function releaseWords(): ReleaseWords {
  return {
    takenBy: (percent) => (percent === 100 ? l10n.t('all boards take it') : l10n.t('{0} % of the boards take it', percent)),
    withdrawn: l10n.t('withdrawn'),
    published: (date) => l10n.t('published on {0}', date),
    size: sizeText,
    packed: (size) => l10n.t('compressed {0}', size),
    deltas: (count) => (count === 1 ? l10n.t('1 delta') : l10n.t('{0} deltas', count)),
  };
}
