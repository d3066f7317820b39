import { CancellationError, l10n, type QuickPickItem } from 'vscode';
import { askChoice, askText } from '../../infrastructure/questions';
import { BACK, inSteps } from '../../infrastructure/steps';
import { EVERY_BOARD, percentOf, shareOf } from './share';

interface Row extends QuickPickItem {
  readonly share?: number;
}

interface Answers {
  readonly share?: number;
  readonly isTyped?: boolean;
}

/**
 * How many boards take a release.
 * @param now What the pointer says, where there is one.
 * @returns Of 10,000 boards.
 */
export async function askShare(title: string, now?: number): Promise<number> {
  const { share } = await inSteps<Answers>({}, [
    async () => {
      const placeHolder = l10n.t('A board decides by a hash of its MAC address: who takes it at 10 % takes it at 50 % too');
      const row = await askChoice<Row>({ title, placeHolder, rows: rows(now) });
      return row === BACK ? BACK : row.share === undefined ? { isTyped: true } : { share: row.share, isTyped: false };
    },
    async ({ isTyped }, canGoBack) => {
      if (!isTyped) {
        return undefined;
      }
      const text = await askText({ title, prompt: l10n.t('Percentage of the boards'), placeHolder: '12.5 %', problem: shareError, canGoBack });
      return text === BACK ? BACK : { share: shareOf(text)! };
    },
  ]);
  if (share === undefined) {
    throw new CancellationError();
  }
  return share;
}

const shareError = (text: string): string | undefined => (shareOf(text) === undefined ? l10n.t('A percentage is a number from 0 to 100, with at most two decimals.') : undefined);

function rows(now: number | undefined): Row[] {
  const shares = [EVERY_BOARD, 5000, 2500, 1000, 100];
  return [
    ...shares.map((share): Row => ({
      label: share === EVERY_BOARD ? l10n.t('All boards') : l10n.t('{0} % of the boards first', percentOf(share)),
      description: share === now ? l10n.t('(current)') : '',
      share,
    })),
    { label: l10n.t('Another percentage…'), description: now === undefined || shares.includes(now) ? '' : l10n.t('now {0} %', percentOf(now)) },
  ];
}
