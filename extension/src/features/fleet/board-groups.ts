import type { FleetBoard, FleetStatus } from '../../server/protocol';
import { labelOf } from './board-row';

/** Where a person looks first stands first. */
export const GROUPS = ['problem', 'underWay', 'outdated', 'held', 'current', 'unknown'] as const;
export type Group = (typeof GROUPS)[number];

/** More boards than this are shown in groups: fewer are seen at a glance. */
export const MOST_UNGROUPED = 30;

const GROUP_OF: Readonly<Record<FleetStatus, Group>> = {
  refused: 'problem',
  failed: 'problem',
  rolledBack: 'problem',
  leftAlone: 'problem',
  ordered: 'underWay',
  downloading: 'underWay',
  onTrial: 'underWay',
  waiting: 'outdated',
  outdated: 'outdated',
  held: 'held',
  kept: 'current',
  updated: 'current',
  unknown: 'unknown',
};

export function groupOf({ status }: FleetBoard): Group {
  return GROUP_OF[status];
}

/** By name, numbers in names as numbers; a row does not jump while its board is updated. */
export function sorted(boards: Iterable<FleetBoard>): FleetBoard[] {
  const byLabel = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  return [...boards].sort((one, other) => byLabel.compare(labelOf(one), labelOf(other)) || (one.id < other.id ? -1 : 1));
}

/** The groups that have boards; undefined where there are too few to group. */
export function grouped(boards: readonly FleetBoard[]): Map<Group, FleetBoard[]> | undefined {
  if (boards.length <= MOST_UNGROUPED) {
    return undefined;
  }
  const groups = new Map(GROUPS.map((group): [Group, FleetBoard[]] => [group, []]));
  boards.forEach((board) => groups.get(groupOf(board))!.push(board));
  return new Map([...groups].filter(([, members]) => members.length > 0));
}
