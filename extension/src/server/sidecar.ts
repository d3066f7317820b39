import { randomUUID } from 'node:crypto';
import { EventEmitter, type ExtensionContext, l10n, type LogOutputChannel, ProgressLocation, window } from 'vscode';
import { CancellationToken, CloseAction, ErrorAction, LanguageClient, WorkDoneProgress } from 'vscode-languageclient/node';
import { Failure, offer, ways } from '../infrastructure/failure';
import { CrashCap } from './crash-cap';
import { findLaunch } from './launch';
import type { Notifications, Requests } from './protocol';
import { startProcess } from './start-process';
import { createTraceChannel } from './trace-channel';

type RequestName = keyof Requests;
type NotificationName = keyof Notifications;

/**
 * The sidecar's process and the language client on it: started by the first request, started again when it crashes, a
 * few times, ended with the extension.
 */
export class Sidecar {
  private readonly cap = new CrashCap();
  private readonly restarted = new EventEmitter<void>();
  private readonly listeners: [string, (params: never) => void][] = [];
  private client: Promise<LanguageClient> | undefined;
  private readonly trace;

  /** Crashed and running again: what was open in it is to be opened again. */
  readonly onDidRestart = this.restarted.event;

  constructor(
    private readonly context: ExtensionContext,
    private readonly log: LogOutputChannel,
  ) {
    this.trace = createTraceChannel(context);
    context.subscriptions.push(this.restarted);
  }

  /** Errors are vscode-jsonrpc's ResponseError, with the codes of {@link ErrorCode}, or a {@link Failure} to start. */
  async request<M extends RequestName>(method: M, params: Requests[M]['params'], token = CancellationToken.None): Promise<Requests[M]['result']> {
    const client = await this.running();
    return params === undefined ? await client.sendRequest(method, token) : await client.sendRequest(method, params, token);
  }

  /** A request with its progress in a notification, and Cancel there. */
  async requestWithProgress<M extends RequestName>(title: string, method: M, params: Requests[M]['params']): Promise<Requests[M]['result']> {
    return await window.withProgress({ location: ProgressLocation.Notification, cancellable: true, title }, async (progress, token) => {
      const client = await this.running();
      const workDoneToken = randomUUID();
      const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind === 'report' && value.message !== undefined) {
          // Percents are those of a stage and begin anew with the next one: text, not the bar, which only grows.
          progress.report({ message: value.percentage === undefined ? value.message : `${value.message} ${value.percentage} %` });
        }
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
    this.listeners.push([method, listener]);
  }

  /** A person asks for a fresh start. */
  async restart(): Promise<void> {
    this.cap.reset();
    await this.stop();
    await this.running();
    this.restarted.fire();
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
    this.log.info(`${launch.command} ${launch.args.join(' ')}`);
    const { process, transports } = await startProcess(launch, (line) => this.log.warn(line)).catch((error: Error) => {
      throw new Failure(l10n.t('The OtaTools server could not be started: {0}', error.message), [ways.openSetting('otaTools.serverPath'), ways.showLog()]);
    });
    process.once('exit', (code, signal) => this.log.info(`server ended: ${signal ?? code}`));
    let up = false;
    const client = new LanguageClient('otaTools', 'OtaTools', () => Promise.resolve(transports), {
      outputChannel: this.log,
      traceOutputChannel: this.trace,
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          if (up) {
            void this.crashed();
          }
          return { action: CloseAction.DoNotRestart, handled: true, message: 'The connection to the server is closed.' };
        },
      },
    });
    for (const [method, listener] of this.listeners) {
      client.onNotification(method, listener as (params: unknown) => void);
    }
    try {
      await client.start();
      this.requireSameVersion(client.initializeResult?.serverInfo?.version);
    } catch (error) {
      process.kill();
      throw error;
    }
    up = true;
    return client;
  }

  private async crashed(): Promise<void> {
    if (this.client === undefined) {
      return; // stopped on purpose
    }
    this.client = undefined;
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
    this.restarted.fire();
    await offer(window.showWarningMessage(l10n.t('The OtaTools server ended unexpectedly and was started again. Serving and the console go on.'), ways.showLog()));
  }

  private requireSameVersion(version: string | undefined): void {
    const own = (this.context.extension.packageJSON as { version: string }).version;
    if (version !== own) {
      throw new Failure(
        l10n.t('The OtaTools server is of version {0}, and the extension of version {1}. Install both from one package, or correct the setting otaTools.serverPath.', version ?? '?', own),
        [ways.openSetting('otaTools.serverPath'), ways.showLog()],
      );
    }
  }
}
