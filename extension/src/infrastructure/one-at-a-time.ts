import { l10n } from 'vscode';
import { Failure } from './failure';

/** Work with the board that must not run twice at once: an upload, an update. */
export class OneAtATime {
  private running: { readonly title: string; readonly ended: Promise<unknown> } | undefined;

  async run<T>(title: string, work: () => Promise<T>): Promise<T> {
    this.requireIdle();
    const result = work();
    this.running = { title, ended: result.catch(() => {}) };
    try {
      return await result;
    } finally {
      this.running = undefined;
    }
  }

  get isIdle(): boolean {
    return this.running === undefined;
  }

  /** What runs, as its notification calls it. */
  get title(): string | undefined {
    return this.running?.title;
  }

  /** For what would break such work. */
  requireIdle(): void {
    if (this.running !== undefined) {
      throw new Failure(l10n.t('"{0}" is still running. Wait for its end, or cancel it in its notification.', this.running.title));
    }
  }

  /** Resolves when nothing runs. */
  async whenIdle(): Promise<void> {
    while (this.running !== undefined) {
      await this.running.ended;
    }
  }
}
