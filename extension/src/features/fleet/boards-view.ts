import { commands, Disposable, env, l10n, type TreeView, window } from 'vscode';
import { setBoardsView, setContext } from '../../infrastructure/context';
import { messageOf, offer, ways } from '../../infrastructure/failure';
import type { RolloutState } from '../../server/protocol';
import type { Serving } from '../serving/serving';
import { MOST_UNGROUPED } from './board-groups';
import { BoardsTree } from './boards-tree';
import type { Fleet } from './fleet';
import type { FleetDifference } from './fleet-list';
import type { FleetNode } from './fleet-nodes';

/** Between two redraws of the whole while many boards come and go. */
const REDRAW_MS = 500;

/** Between two looks at how long ago boards were seen. */
const AGE_MS = 20_000;

/** The view "Boards" in the side bar: the boards that asked the served folder for firmware, and the rollouts to them. */
export class BoardsView {
  private readonly tree: BoardsTree;
  private readonly view: TreeView<FleetNode>;
  private readonly registered: Disposable;
  private redraw: NodeJS.Timeout | undefined;
  private ageing: NodeJS.Timeout | undefined;

  constructor(
    private readonly fleet: Fleet,
    private readonly serving: Serving,
  ) {
    this.tree = new BoardsTree(fleet);
    this.view = window.createTreeView('otaTools.boards', { treeDataProvider: this.tree, showCollapseAll: true, canSelectMany: true });
    setBoardsView('listed');
    this.registered = Disposable.from(
      this.view,
      this.tree,
      fleet.onDidChange((difference) => this.show(difference)),
      fleet.onDidStop((rollout) => tellStopped(rollout)),
      this.view.onDidChangeVisibility(() => this.look()),
      serving.onDidChange(() => this.followServing()),
    );
    this.look();
  }

  /** The rows that are selected. */
  get selection(): readonly FleetNode[] {
    return this.view.selection;
  }

  /** A person wants to see them. */
  async focus(): Promise<void> {
    await commands.executeCommand('otaTools.boards.focus');
  }

  /** A person wants everything asked for again. */
  async refresh(): Promise<void> {
    await this.fleet.follow();
    if (this.fleet.failure !== undefined) {
      throw this.fleet.failure;
    }
  }

  dispose(): void {
    clearTimeout(this.redraw);
    clearInterval(this.ageing);
    this.registered.dispose();
  }

  /** The sidecar is started when somebody looks; rows grow old only then. */
  private look(): void {
    clearInterval(this.ageing);
    if (this.view.visible) {
      this.ageing = setInterval(() => this.tree.age(), AGE_MS);
      if (!this.fleet.isFollowing) {
        void this.fleet.follow();
      }
    }
  }

  /** What is served has boards, whether or not anybody looks: the badge tells of them. */
  private followServing(): void {
    void (this.serving.root === undefined ? this.fleet.refollow() : this.fleet.follow());
  }

  private show(difference: FleetDifference): void {
    if (difference.boards !== undefined && this.redraw === undefined) {
      this.tree.refresh(difference);
      this.say();
    } else {
      this.redraw ??= setTimeout(() => {
        this.redraw = undefined;
        this.tree.refresh({ boards: undefined, rollouts: [] });
        this.say();
      }, this.fleet.size > MOST_UNGROUPED ? REDRAW_MS : 0);
    }
  }

  /** What stands above the rows, in their place, and at the icon of the side bar. */
  private say(): void {
    const { failure, outdated } = this.fleet;
    setBoardsView(failure === undefined ? 'listed' : 'failed');
    setContext('boardsOutdated', outdated > 0);
    this.view.message = failure === undefined ? '' : messageOf(failure);
    this.view.description = this.fleet.size === 0 ? '' : this.fleet.size.toLocaleString(env.language);
    this.view.badge = outdated === 0
      ? undefined
      : { value: outdated, tooltip: outdated === 1 ? l10n.t('1 board is outdated') : l10n.t('{0} boards are outdated', outdated.toLocaleString(env.language)) };
  }
}

function tellStopped(rollout: RolloutState): void {
  void offer(window.showWarningMessage(rollout.summary, ways.showBoards()));
}
