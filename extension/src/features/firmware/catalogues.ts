import { EventEmitter } from 'vscode';
import { firmwareFolders } from '../../infrastructure/folder';
import { ifSet } from '../../infrastructure/if-set';
import { isBelow } from '../../infrastructure/paths';
import { readSettings } from '../../infrastructure/settings';
import type { CatalogueChange, WatchedFirmware } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import { CatalogueList, mergedFiles } from './catalogue-list';

/** The firmware of all open folders, followed from the first time that somebody wants to see it. */
export class Catalogues {
  private readonly lists = new Map<string, CatalogueList>();
  private readonly changed = new EventEmitter<readonly WatchedFirmware[] | undefined>();
  /** What people call the folders. */
  private names: ReadonlyMap<string, string> = new Map();
  private following = false;
  private turn: Promise<void> = Promise.resolve();

  /** Files that differ where they stay in the order, undefined where everything is to be looked at again. */
  readonly onDidChange = this.changed.event;
  /** Why a folder cannot be looked into. */
  failure: unknown;

  constructor(private readonly sidecar: Sidecar) {
    sidecar.on('otatools/firmware/catalogue', (change) => this.apply(change));
    sidecar.onDidRestart(() => this.following && void this.follow());
    // It could not be started when somebody looked, and something else has brought it up now.
    sidecar.onDidStart(() => this.failure !== undefined && void this.follow());
    sidecar.onDidEnd(() => this.lists.forEach((list) => (list.complete = false)));
  }

  get roots(): readonly string[] {
    return [...this.lists.keys()];
  }

  /** The name of the folder in which a file was found, where there are several. */
  folderOf(file: string): string | undefined {
    return this.lists.size > 1 ? [...this.names].find(([root]) => isBelow(root, file))?.[1] : undefined;
  }

  get isComplete(): boolean {
    return [...this.lists.values()].every((list) => list.complete);
  }

  get isTruncated(): boolean {
    return [...this.lists.values()].some((list) => list.truncated);
  }

  get files(): WatchedFirmware[] {
    return mergedFiles(this.lists.values());
  }

  /** Begins, or looks for everything again: folders, settings or what a person sees on the disk changed. */
  follow(): Promise<void> {
    this.following = true;
    this.failure = undefined;
    this.turn = this.turn.then(() => this.watch()).then(
      () => (this.failure = undefined),
      (error: unknown) => (this.failure = error),
    ).then(() => this.changed.fire(undefined));
    return this.turn;
  }

  /** Folders or settings changed. */
  async refollow(): Promise<void> {
    if (this.following) {
      await this.follow();
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  private async watch(): Promise<void> {
    const wanted = firmwareFolders();
    this.names = wanted;
    for (const root of this.roots.filter((known) => !wanted.has(known))) {
      this.lists.delete(root);
      await this.sidecar.request('otatools/firmware/unwatch', { root });
    }
    const { device } = readSettings();
    const failures: unknown[] = [];
    for (const root of wanted.keys()) {
      this.lists.set(root, this.lists.get(root) ?? new CatalogueList()); // it may be told of before the answer
      try {
        await this.sidecar.request('otatools/firmware/watch', { root, ...ifSet({ device }) });
      } catch (error) {
        this.lists.delete(root);
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      throw failures[0];
    }
  }

  private apply(change: CatalogueChange): void {
    const list = this.lists.get(change.root);
    if (list !== undefined) {
      this.changed.fire(list.apply(change));
    }
  }
}
