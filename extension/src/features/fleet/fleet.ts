import { EventEmitter } from 'vscode';
import type { FleetBoard, RolloutState } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import { type FleetDifference, FleetList } from './fleet-list';
import { RolloutNews } from './rollout-news';

const EVERYTHING: FleetDifference = { boards: undefined, rollouts: [] };

/** The boards of the served folder, followed from the first time that somebody wants to see them, or that it is served. */
export class Fleet {
  private readonly list = new FleetList();
  private readonly news = new RolloutNews();
  private readonly changed = new EventEmitter<FleetDifference>();
  private readonly stopped = new EventEmitter<RolloutState>();
  private following = false;
  private turn: Promise<void> = Promise.resolve();
  readonly onDidChange = this.changed.event;
  /** A rollout stopped by itself. */
  readonly onDidStop = this.stopped.event;
  /** Why the boards are not known. */
  failure: unknown;

  /** @param rootOf The folder whose boards are meant; undefined where that is not clear without asking. */
  constructor(
    private readonly sidecar: Sidecar,
    private readonly rootOf: () => string | undefined,
  ) {
    sidecar.on('otatools/fleet/changed', (change) => {
      const difference = this.list.apply(change);
      if (difference !== undefined) {
        this.tell(difference);
      }
    });
    sidecar.onDidRestart(() => void this.refollow());
    // It could not be started when somebody looked, and something else has brought it up now.
    sidecar.onDidStart(() => this.failure !== undefined && void this.follow());
  }

  get boards(): Iterable<FleetBoard> {
    return this.list.boards;
  }

  get size(): number {
    return this.list.size;
  }

  get outdated(): number {
    return this.list.outdated;
  }

  get rollouts(): readonly RolloutState[] {
    return this.list.rollouts;
  }

  get isFollowing(): boolean {
    return this.following;
  }

  get(id: string): FleetBoard | undefined {
    return this.list.get(id);
  }

  /** What a request about these boards carries. */
  get scope(): { root?: string } {
    return this.list.root === undefined ? {} : { root: this.list.root };
  }

  /** Begins, or asks for everything again. */
  follow(): Promise<void> {
    this.following = true;
    this.failure = undefined;
    this.turn = this.turn.then(() => this.ask()).then(
      () => (this.failure = undefined),
      (error: unknown) => (this.failure = error),
    ).then(() => this.tell(EVERYTHING));
    return this.turn;
  }

  /** Another folder is meant, or what runs is another process. One that ended is not started by this: how often is the sidecar's to say. */
  async refollow(): Promise<void> {
    if (this.following && this.sidecar.isRunning) {
      await this.follow();
    }
  }

  /** A person stops a rollout. */
  stopping(rollout: string): void {
    this.news.stopping(rollout);
  }

  dispose(): void {
    this.changed.dispose();
    this.stopped.dispose();
  }

  private async ask(): Promise<void> {
    const root = this.rootOf();
    this.list.replace(await this.sidecar.request('otatools/fleet/boards', root === undefined ? {} : { root }));
  }

  private tell(difference: FleetDifference): void {
    this.changed.fire(difference);
    this.news.take(this.list.rollouts).forEach((rollout) => this.stopped.fire(rollout));
  }
}
