import { randomUUID } from 'node:crypto';
import { CancellationTokenSource, EventEmitter, type ExtensionContext, l10n, type LogOutputChannel, ProgressLocation, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { Failure, offer, ways } from '../infrastructure/failure';
import { CrashCap } from './crash-cap';
import type { Listener } from './connect';
import { findLaunch } from './launch';
import type { Notifications, Requests } from './protocol';
import { createTraceChannel } from './trace-channel';

type RequestName = keyof Requests;
type NotificationName = keyof Notifications;

const NEVER = new CancellationTokenSource().token;

/**
 * The sidecar's process and the language client on it: started by the first request, started again when it crashes, a
 * few times, ended with the extension.
 */
export class Sidecar {
  private readonly cap = new CrashCap();
  private readonly ended = new EventEmitter<void>();
  private readonly restarted = new EventEmitter<void>();
  private readonly listeners: Listener[] = [];
  private client: Promise<LanguageClient> | undefined;
  private readonly trace;

  /** It crashed, or was ended to be started anew: nothing is open in it any more. */
  readonly onDidEnd = this.ended.event;
  /** It runs again after that: what was open in it is to be opened again. */
  readonly onDidRestart = this.restarted.event;
  private toBeRestored = false;

  constructor(
    private readonly context: ExtensionContext,
    private readonly log: LogOutputChannel,
  ) {
    this.trace = createTraceChannel(context);
    context.subscriptions.push(this.ended, this.restarted);
  }

  /** Errors are vscode-jsonrpc's ResponseError, with the codes of {@link ErrorCode}, or a {@link Failure} to start. */
  async request<M extends RequestName>(method: M, params: Requests[M]['params'], token = NEVER): Promise<Requests[M]['result']> {
    const client = await this.running();
    return params === undefined ? await client.sendRequest(method, token) : await client.sendRequest(method, params, token);
  }

  /** A request with its progress in a notification, and Cancel there. */
  async requestWithProgress<M extends RequestName>(title: string, method: M, params: Requests[M]['params']): Promise<Requests[M]['result']> {
    return await window.withProgress({ location: ProgressLocation.Notification, cancellable: true, title }, async (progress, token) => {
      const client = await this.running();
      const { onWorkDoneProgress } = await import('./connect');
      const workDoneToken = randomUUID();
      const listening = onWorkDoneProgress(client, workDoneToken, ({ message, percentage }) => {
        // Percents are those of a stage and begin anew with the next one: text, not the bar, which only grows.
        progress.report({ message: percentage === undefined ? (message ?? '') : `${message} ${percentage} %` });
      });
      try {
        return await client.sendRequest<Requests[M]['result']>(method, { ...(params as object), workDoneToken }, token);
      } finally {
        listening.dispose();
      }
    });
  }

  /** Once, before the first request. */
  on<N extends NotificationName>(method: N, listener: (params: Notifications[N]) => void): void {
    this.listeners.push([method, listener as Listener[1]]);
  }

  /** A person asks for a fresh start. */
  async restart(): Promise<void> {
    this.cap.reset();
    await this.stop();
    this.markEnded();
    await this.running();
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await (await client?.catch(() => undefined))?.stop().catch((error) => this.log.warn(String(error)));
  }

  private running(): Promise<LanguageClient> {
    const starting = (this.client ??= this.start());
    starting.catch(() => {
      if (this.client === starting) {
        this.client = undefined;
      }
    });
    return starting;
  }

  private async start(): Promise<LanguageClient> {
    const launch = await findLaunch(this.context);
    // Loaded only now: the language client is most of the extension's code, and VS Code's start should not wait for it.
    const { connect } = await import('./connect');
    let up = false;
    const client = await connect(launch, this.log, this.trace, this.listeners, () => up && void this.crashed());
    this.requireSameVersion(client);
    up = true;
    if (this.toBeRestored) {
      this.toBeRestored = false;
      this.restarted.fire();
    }
    return client;
  }

  private markEnded(): void {
    this.client = undefined;
    this.toBeRestored = true;
    this.ended.fire();
  }

  private async crashed(): Promise<void> {
    if (this.client === undefined) {
      return; // stopped on purpose
    }
    this.markEnded();
    if (!this.cap.allowsRestart()) {
      const minutes = this.cap.windowMs / 60_000;
      await offer(
        window.showErrorMessage(
          l10n.t('The OtaTools server ended {0} times within {1} minutes and is not started again by itself.', this.cap.limit + 1, minutes),
          ways.restartServer(),
          ways.showLog(),
        ),
      );
      return;
    }
    try {
      await this.running();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.log.error(why);
      await offer(window.showErrorMessage(l10n.t('The OtaTools server ended and could not be started again: {0}', why), ways.restartServer(), ways.showLog()));
      return;
    }
    await offer(window.showWarningMessage(l10n.t('The OtaTools server ended unexpectedly and was started again. Serving and the console go on.'), ways.showLog()));
  }

  private requireSameVersion(client: LanguageClient): void {
    const version = client.initializeResult?.serverInfo?.version;
    const own = (this.context.extension.packageJSON as { version: string }).version;
    if (version !== own) {
      void client.stop();
      throw new Failure(
        l10n.t('The OtaTools server is of version {0}, and the extension of version {1}. Install both from one package, or correct the setting otaTools.serverPath.', version ?? '?', own),
        [ways.openSetting('otaTools.serverPath'), ways.showLog()],
      );
    }
  }
}
