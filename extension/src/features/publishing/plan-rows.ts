import type { PointerState, PublishPlan, ReleaseFile, ReleaseFileKind } from '../../server/protocol';
import { percentOf } from './share';

/** What a person reads before anything is written; texts that need words of the user's language are put in by whoever has them. */
export interface PlanRow {
  readonly label: string;
  readonly description: string;
}

export interface PlanWords {
  readonly kinds: Readonly<Record<ReleaseFileKind, string>>;
  readonly from: (version: string) => string;
  readonly size: (bytes: number) => string;
  readonly present: string;
  readonly notWorthIt: string;
  readonly nothing: string;
  readonly ofBoards: (percent: number) => string;
}

/** One row a file, in the order in which they are put. */
export function fileRows({ files }: PublishPlan, words: PlanWords): PlanRow[] {
  return files.map((file) => ({ label: `$(${ICONS[file.state]}) ${whatIs(file, words)}`, description: [howIs(file, words), file.name].join(' · ') }));
}

/** "v1.25.0 for 100 % → v1.26.0 for 10 %" */
export function pointerText({ before, after }: Pick<PublishPlan, 'before' | 'after'>, words: PlanWords): string {
  const say = (state: PointerState): string => `${state.version} ${words.ofBoards(percentOf(state.share))}`;
  return `${before === undefined ? words.nothing : say(before)} → ${say(after)}`;
}

const ICONS = { new: 'arrow-up', present: 'check', notWorthIt: 'dash' } as const;

function whatIs({ kind, base }: ReleaseFile, { kinds, from }: PlanWords): string {
  return base === undefined ? kinds[kind] : `${kinds[kind]} ${from(base)}`;
}

function howIs({ state, bytes }: ReleaseFile, { size, present, notWorthIt }: PlanWords): string {
  return state === 'new' ? size(bytes) : state === 'present' ? present : notWorthIt;
}
