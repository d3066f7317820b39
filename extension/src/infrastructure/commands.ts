import { CancellationError, commands, type Disposable, l10n, type LogOutputChannel, window } from 'vscode';
import { isCancelled, isConnectionLost, isRpcError } from '../server/rpc-error';
import { Failure, messageOf, take, ways, type WayOut } from './failure';
import { isWorthRetrying, waysOfFinding, waysOfRemedies, waysOutOf } from './ways-out';

/** Registers commands; what one of them throws ends here, in one message with buttons that lead on. */
export class Commands {
  constructor(
    private readonly log: LogOutputChannel,
    private readonly subscriptions: Disposable[],
  ) {}

  register(id: string, run: (...args: unknown[]) => unknown): void {
    this.subscriptions.push(commands.registerCommand(id, (...args: unknown[]) => this.guard(id, () => run(...args))));
  }

  /** Runs work that a person asked for. Cancelling is silent; a failure is told, logged and swallowed. */
  async guard(what: string, work: () => unknown): Promise<unknown> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CancellationError || isCancelled(error))) {
        // Not awaited: the command has ended, its message may stay for long.
        void this.tell(what, error, () => this.guard(what, work));
      }
      return undefined;
    }
  }

  private async tell(what: string, error: unknown, retry: () => unknown): Promise<void> {
    this.log.error(`${what}: ${describe(error)}`);
    const again: WayOut = { title: l10n.t('Try Again'), command: '' };
    const choice = await window.showErrorMessage(messageOf(error), ...(canRetry(error) ? [again] : []), ...waysOut(error));
    await (choice === again ? retry() : choice && take(choice));
  }
}

function canRetry(error: unknown): boolean {
  return isConnectionLost(error) || (isRpcError(error) && isWorthRetrying(error.code));
}

function waysOut(error: unknown): readonly WayOut[] {
  if (error instanceof Failure) {
    return error.waysOut;
  }
  if (!isRpcError(error)) {
    return [ways.showLog()];
  }
  const { finding, connection } = error.data ?? {};
  const known = finding !== undefined ? waysOfFinding(finding) : [...waysOfRemedies(connection?.remedies ?? []), ...waysOutOf(error.code)];
  return known.length > 0 ? known : [ways.showLog()];
}

/** For the log: the code, and what the board said. */
function describe(error: unknown): string {
  if (isRpcError(error)) {
    const { reason, evidence } = error.data ?? {};
    return `${error.code} ${reason ?? ''} ${error.message}${evidence ? `\n${evidence}` : ''}`;
  }
  return error instanceof Failure ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
}
