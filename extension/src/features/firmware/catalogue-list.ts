import type { CatalogueChange, WatchedFirmware } from '../../server/protocol';

/** One folder's firmware, as the sidecar tells of it: kept by differences. */
export class CatalogueList {
  private readonly byPath = new Map<string, WatchedFirmware>();
  complete = false;
  truncated = false;

  /** In the order in which they are shown. */
  get files(): WatchedFirmware[] {
    return [...this.byPath.values()].sort((one, other) => (one.sortKey < other.sortKey ? -1 : one.sortKey > other.sortKey ? 1 : 0));
  }

  /** @returns The files that differ and stay where they are in the order; undefined where the order or the number changed. */
  apply(change: CatalogueChange): readonly WatchedFirmware[] | undefined {
    const before = { complete: this.complete, truncated: this.truncated };
    if (change.reset) {
      this.byPath.clear();
    }
    for (const path of change.removed) {
      this.byPath.delete(path);
    }
    const moves = change.files.some((file) => this.byPath.get(file.path)?.sortKey !== file.sortKey);
    for (const file of change.files) {
      this.byPath.set(file.path, file);
    }
    this.complete = change.complete;
    this.truncated = change.truncated;
    const same = before.complete === this.complete && before.truncated === this.truncated;
    return change.reset || change.removed.length > 0 || moves || !same ? undefined : change.files;
  }
}

/** The files of several folders, one after the other: of folders that lie in one another, each file once. */
export function mergedFiles(lists: Iterable<CatalogueList>): WatchedFirmware[] {
  const byPath = new Map<string, WatchedFirmware>();
  for (const file of [...lists].flatMap((list) => list.files)) {
    byPath.set(file.path, byPath.get(file.path) ?? file);
  }
  return [...byPath.values()];
}
