import type { Board } from '../../server/protocol';

/** Outcomes that a person should hear of: an image that a board would not take, or could not keep. Each is told once. */
export class BadNews {
  private readonly told = new Map<string, string>();

  /** Whether this is bad news of this board that was not told before. */
  take({ id, outcome }: Board): boolean {
    if (outcome === undefined || (outcome.result !== 'refused' && outcome.result !== 'rolledBack')) {
      this.told.delete(id); // the same again, after something else, is news
      return false;
    }
    const news = JSON.stringify([outcome.result, outcome.image, outcome.reason]);
    const isNew = this.told.get(id) !== news;
    this.told.set(id, news);
    return isNew;
  }
}
