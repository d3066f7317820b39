import type { ImageVerdict, Severity, WatchedFirmware } from '../../server/protocol';

/** What a person tells a file by, and what is done with it. */
export interface Marks {
  /** Boards ask for this one. */
  readonly isCurrent: boolean;
  /** It can be downloaded now. */
  readonly isServed: boolean;
  /** Shown before the path where several folders are open. */
  readonly folder?: string;
}

/** The parts of a row; texts that need words of the user's language are put in by whoever has them. */
export interface Row {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly color?: string;
  /** For `when` clauses: words. */
  readonly context: string;
}

export interface Words {
  readonly arriving: string;
  /** Shorter than the verdict's title: a side bar is narrow. */
  readonly fits: (percent: number) => string;
  readonly fwUrl: string;
  readonly served: string;
}

/** A file in the view "Firmware": by what is in it where a board can take it, by its name where none can. */
export function rowOf(file: WatchedFirmware, marks: Marks, words: Words): Row {
  const name = file.relative.slice(file.relative.lastIndexOf('/') + 1);
  const isUsable = file.verdict?.usable === true;
  const label = isUsable && file.name !== undefined ? file.name : name;
  const place = marks.folder === undefined ? file.relative : `${marks.folder}/${file.relative}`;
  const said = [
    marks.isCurrent ? words.fwUrl : '',
    marks.isCurrent && marks.isServed && isUsable ? words.served : '',
    saidOf(file, words),
    label === place ? '' : place,
  ];
  return { label, description: said.filter(Boolean).join(' · '), ...iconOf(file, marks), context: contextOf(file, marks) };
}

/** Without a board there is nothing to say of a good image. */
function saidOf({ arriving, verdict, unreadable }: WatchedFirmware, words: Words): string {
  if (arriving) {
    return words.arriving;
  }
  if (verdict === undefined || verdict.worst === 'error' || verdict.worst === 'warning' || isAlreadyThere(verdict)) {
    return verdict?.title ?? unreadable ?? '';
  }
  return verdict.slotPercent === undefined ? '' : words.fits(Math.floor(verdict.slotPercent));
}

function isAlreadyThere({ findings }: ImageVerdict): boolean {
  return findings.some((finding) => finding.code === 'alreadyRunning');
}

const ICONS: Readonly<Record<Severity, { icon: string; color?: string }>> = {
  error: { icon: 'error', color: 'list.errorForeground' },
  warning: { icon: 'warning', color: 'list.warningForeground' },
  remark: { icon: 'package' },
};

function iconOf(file: WatchedFirmware, { isCurrent, isServed }: Marks): { icon: string; color?: string } {
  if (file.arriving) {
    return { icon: 'loading~spin' };
  }
  const worst = file.verdict === undefined ? 'error' : (file.verdict.worst ?? 'remark');
  return worst === 'remark' && isCurrent ? { icon: isServed ? 'broadcast' : 'link', color: 'charts.green' } : ICONS[worst];
}

function contextOf(file: WatchedFirmware, { isCurrent }: Marks): string {
  const fixes = file.verdict?.findings.flatMap((finding) => finding.fixes ?? []) ?? [];
  return [
    'firmware',
    ...(file.verdict?.usable ? ['usable'] : []),
    ...(fixes.includes('extractApp') ? ['extractable'] : []),
    ...(file.kind === 'fullFlash' ? ['full'] : []),
    ...(isCurrent ? ['current'] : []),
  ].join(' ');
}
