import { env, EventEmitter, l10n, type TreeDataProvider, type TreeItem } from 'vscode';
import type { FleetBoard, RolloutState } from '../../server/protocol';
import { Ages } from './age';
import { boardCard, rolloutCard } from './board-card';
import { detailsOf } from './board-details';
import { grouped, sorted } from './board-groups';
import { boardRow, type BoardWords } from './board-row';
import type { Fleet } from './fleet';
import { boardItem, detailItem, groupItem, rolloutItem, titleOf } from './fleet-items';
import type { FleetDifference } from './fleet-list';
import type { BoardNode, DetailNode, FleetNode, GroupNode, RolloutNode } from './fleet-nodes';

/** The rows of the view "Boards": rollouts, then boards, in groups where they are many. */
export class BoardsTree implements TreeDataProvider<FleetNode> {
  private readonly changed = new EventEmitter<FleetNode[] | undefined>();
  /** The same board is the same node, so that a row stays open and selected as its board changes. */
  private readonly boards = new Map<string, BoardNode>();
  private readonly rollouts = new Map<string, RolloutNode>();
  /** Made with the first row: it costs milliseconds that VS Code's start should not wait for. */
  private known: BoardWords | undefined;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly fleet: Fleet) {}

  /** Only the rows that differ are drawn again, where all stay in their place. */
  refresh({ boards, rollouts }: FleetDifference): void {
    const nodes = [...(boards ?? []).map(({ id }) => this.boards.get(id)), ...rollouts.map(({ id }) => this.rollouts.get(id))];
    if (boards === undefined) {
      this.changed.fire(undefined);
      return;
    }
    boards.forEach((board) => Object.assign(this.boards.get(board.id) ?? {}, { board }));
    rollouts.forEach((rollout) => Object.assign(this.rollouts.get(rollout.id) ?? {}, { rollout }));
    this.changed.fire(nodes.filter((node) => node !== undefined)); // those of a closed group are not there yet
  }

  /** Time has gone by: the rows in which one sees that. */
  age(): void {
    const older = [...this.boards.values()].filter(({ board, row }) => row !== undefined && row.description !== boardRow(board, this.words).description);
    if (older.length > 0) {
      this.changed.fire(older);
    }
  }

  getTreeItem(node: FleetNode): TreeItem {
    switch (node.kind) {
      case 'board':
        return this.boardItem(node);
      case 'rollout':
        return rolloutItem(node);
      case 'group':
        return groupItem(node);
      case 'detail':
        return detailItem(node);
    }
  }

  /** The tooltip is asked for when the pointer rests on the row. */
  resolveTreeItem(item: TreeItem, node: FleetNode): TreeItem {
    if (node.kind === 'board') {
      item.tooltip = boardCard(node.board);
    } else if (node.kind === 'rollout') {
      item.tooltip = rolloutCard(titleOf(node.rollout), node.rollout);
    }
    return item;
  }

  getChildren(node?: FleetNode): FleetNode[] {
    switch (node?.kind) {
      case undefined:
        return this.roots();
      case 'group':
        return node.boards.map((board) => this.boardNode(this.fleet.get(board.id) ?? board)); // it may have changed since the groups were made
      case 'board':
        return [{ label: node.board.summary, value: '' }, ...detailsOf(node.board)].map((detail): DetailNode => ({ kind: 'detail', parent: node, ...detail }));
      case 'rollout':
        return node.rollout.failures.map(({ board, name, reason }): DetailNode => ({ kind: 'detail', parent: node, label: name ?? board, value: reason }));
      case 'detail':
        return [];
    }
  }

  getParent(node: FleetNode): FleetNode | undefined {
    return node.kind === 'detail' ? node.parent : undefined;
  }

  dispose(): void {
    this.changed.dispose();
  }

  private get words(): BoardWords {
    return (this.known ??= boardWords());
  }

  private roots(): FleetNode[] {
    const boards = sorted(this.fleet.boards);
    const groups = grouped(boards);
    forgetOthers(this.boards, new Set(boards.map(({ id }) => id)));
    forgetOthers(this.rollouts, new Set(this.fleet.rollouts.map(({ id }) => id)));
    return [
      ...this.fleet.rollouts.map((rollout) => this.rolloutNode(rollout)),
      ...(groups === undefined
        ? boards.map((board) => this.boardNode(board))
        : [...groups].map(([group, members]): GroupNode => ({ kind: 'group', group, boards: members }))),
    ];
  }

  private boardNode(board: FleetBoard): BoardNode {
    const node = this.boards.get(board.id) ?? { kind: 'board', id: board.id, board };
    node.board = board;
    this.boards.set(board.id, node);
    return node;
  }

  private rolloutNode(rollout: RolloutState): RolloutNode {
    const node = this.rollouts.get(rollout.id) ?? { kind: 'rollout', id: rollout.id, rollout };
    node.rollout = rollout;
    this.rollouts.set(rollout.id, node);
    return node;
  }

  private boardItem(node: BoardNode): TreeItem {
    node.row = boardRow(node.board, this.words);
    return boardItem(node.id, node.row);
  }
}

function boardWords(): BoardWords {
  const ages = new Ages(env.language, l10n.t('just now'));
  return {
    downloading: (percent) => l10n.t('downloading, {0} %', percent),
    attached: l10n.t('attached to this computer'),
    held: l10n.t('held at this version'),
    age: (seen) => ages.of(seen, Date.now()),
  };
}

function forgetOthers(nodes: Map<string, unknown>, present: ReadonlySet<string>): void {
  [...nodes.keys()].filter((id) => !present.has(id)).forEach((id) => nodes.delete(id));
}
