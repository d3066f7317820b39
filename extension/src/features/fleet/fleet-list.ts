import type { FleetBoard, FleetChange, FleetState, RolloutState } from '../../server/protocol';
import { groupOf } from './board-groups';
import { labelOf } from './board-row';

/** What differs. */
export interface FleetDifference {
  /** Boards that stay in their place; undefined where the rows are others, or in another order. */
  readonly boards: readonly FleetBoard[] | undefined;
  readonly rollouts: readonly RolloutState[];
}

/** The boards of one folder, as the sidecar tells of them: kept by differences. */
export class FleetList {
  private readonly byId = new Map<string, FleetBoard>();
  root: string | undefined;
  outdated = 0;
  rollouts: readonly RolloutState[] = [];

  get boards(): Iterable<FleetBoard> {
    return this.byId.values();
  }

  get size(): number {
    return this.byId.size;
  }

  get(id: string): FleetBoard | undefined {
    return this.byId.get(id);
  }

  /** Everything as of now. */
  replace({ root, boards, outdated, rollouts }: FleetState): void {
    this.byId.clear();
    boards.forEach((board) => this.byId.set(board.id, board));
    this.root = root;
    this.outdated = outdated;
    this.rollouts = rollouts;
  }

  /** @returns Undefined for a change of another folder. */
  apply(change: FleetChange): FleetDifference | undefined {
    if (change.root !== this.root) {
      return undefined;
    }
    const before = { size: this.byId.size, rollouts: this.rollouts.map(({ id }) => id).join() };
    if (change.reset) {
      this.byId.clear();
    }
    change.removed.forEach((id) => this.byId.delete(id));
    const moves = change.boards.some((board) => placeOf(this.byId.get(board.id)) !== placeOf(board));
    change.boards.forEach((board) => this.byId.set(board.id, board));
    this.outdated = change.outdated;
    this.rollouts = change.rollouts;
    const isSameShape = !change.reset && !moves && before.size === this.byId.size && before.rollouts === change.rollouts.map(({ id }) => id).join();
    return { boards: isSameShape ? change.boards : undefined, rollouts: change.rollouts };
  }
}

function placeOf(board: FleetBoard | undefined): string | undefined {
  return board && `${groupOf(board)} ${labelOf(board)}`;
}
