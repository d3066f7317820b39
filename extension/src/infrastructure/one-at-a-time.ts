import { l10n } from 'vscode';
import { Failure } from './failure';

/** Work with the board that must not run twice at once: an upload, an update. */
export class OneAtATime {
  private running: string | undefined;

  async run<T>(title: string, work: () => Promise<T>): Promise<T> {
    if (this.running !== undefined) {
      throw new Failure(l10n.t('"{0}" is still running. Wait for its end, or cancel it in its notification.', this.running));
    }
    this.running = title;
    try {
      return await work();
    } finally {
      this.running = undefined;
    }
  }
}
