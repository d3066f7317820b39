import type { FleetBoard, RolloutState } from '../../server/protocol';
import type { Group } from './board-groups';
import type { BoardRow } from './board-row';

/** What commands take as their argument. */
export interface BoardNode {
  readonly kind: 'board';
  readonly id: string;
  board: FleetBoard;
  /** As it is seen now. */
  row?: BoardRow;
}

export interface RolloutNode {
  readonly kind: 'rollout';
  readonly id: string;
  rollout: RolloutState;
}

export interface GroupNode {
  readonly kind: 'group';
  readonly group: Group;
  readonly boards: readonly FleetBoard[];
}

export interface DetailNode {
  readonly kind: 'detail';
  readonly parent: BoardNode | RolloutNode;
  readonly label: string;
  readonly value: string;
}

export type FleetNode = BoardNode | RolloutNode | GroupNode | DetailNode;
