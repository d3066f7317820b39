import { randomUUID } from 'node:crypto';
import { CancellationTokenSource, EventEmitter, type ExtensionContext, l10n, type LogOutputChannel, ProgressLocation, window } from 'vscode';
import { Failure, offer, ways } from '../infrastructure/failure';
import { CrashCap } from './crash-cap';
import type { Connection, Following, Listener } from './connect';
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
  private readonly started = new EventEmitter<void>();
  private readonly ended = new EventEmitter<void>();
  private readonly restarted = new EventEmitter<void>();
  private readonly listeners: Listener[] = [];
  private following: Following | undefined;
  /** Running or starting. */
  private connection: Promise<Connection> | undefined;
  /** Counted up when what runs or starts is no longer wanted: its end is then no crash. */
  private generation = 0;
  private stopping: Promise<void> = Promise.resolve();
  private readonly trace;

  /** It runs, and documents are told to it. */
  readonly onDidStart = this.started.event;
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
    context.subscriptions.push(this.started, this.ended, this.restarted);
  }

  /** Or it is being started. */
  get isRunning(): boolean {
    return this.connection !== undefined;
  }

  /** Errors are vscode-jsonrpc's ResponseError, with the codes of {@link ErrorCode}, or a {@link Failure} to start. */
  async request<M extends RequestName>(method: M, params: Requests[M]['params'], token = NEVER): Promise<Requests[M]['result']> {
    const { client } = await this.running();
    return params === undefined ? await client.sendRequest(method, token) : await client.sendRequest(method, params, token);
  }

  /** A request with its progress in a notification, and Cancel there. */
  async requestWithProgress<M extends RequestName>(title: string, method: M, params: Requests[M]['params']): Promise<Requests[M]['result']> {
    return await window.withProgress({ location: ProgressLocation.Notification, cancellable: true, title }, async (progress, token) => {
      const { client } = await this.running();
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

  /** Which documents are told to it. Once, before the first request. */
  follow(following: Following): void {
    this.following = following;
  }

  /** Starts it where it does not run. */
  async ensureRunning(): Promise<void> {
    await this.running();
  }

  /** Once, before the first request. */
  on<N extends NotificationName>(method: N, listener: (params: Notifications[N]) => void): void {
    // The client knows one listener for each method.
    const index = this.listeners.findIndex(([known]) => known === method);
    const before = this.listeners[index]?.[1];
    if (before) {
      this.listeners[index] = [method, (params) => { before(params); listener(params as Notifications[N]); }];
    } else {
      this.listeners.push([method, listener as Listener[1]]);
    }
  }

  /** A person asks for a fresh start. */
  async restart(): Promise<void> {
    this.cap.reset();
    void this.stop();
    this.markEnded();
    await this.running();
  }

  /** Resolves when the process is gone, and with it its ports. */
  stop(): Promise<void> {
    const connection = this.connection;
    this.connection = undefined;
    this.generation++;
    this.stopping = this.stopping.then(async () => (await connection?.catch(() => undefined))?.stop());
    return this.stopping;
  }

  private running(): Promise<Connection> {
    const starting = (this.connection ??= this.start());
    starting.catch(() => {
      if (this.connection === starting) {
        this.connection = undefined;
      }
    });
    return starting;
  }

  private async start(): Promise<Connection> {
    const { generation } = this;
    await this.stopping;
    const launch = await findLaunch(this.context);
    // Loaded only now: the language client is most of the extension's code, and VS Code's start should not wait for it.
    const { connect } = await import('./connect');
    let up = false;
    const connection = await connect(launch, this.log, this.trace, this.listeners, this.following, () => up && generation === this.generation && void this.crashed());
    await this.requireSameVersion(connection);
    up = true;
    this.started.fire();
    if (this.toBeRestored && generation === this.generation) {
      this.toBeRestored = false;
      this.restarted.fire();
    }
    return connection;
  }

  private markEnded(): void {
    this.toBeRestored = true;
    this.ended.fire();
  }

  private async crashed(): Promise<void> {
    this.connection = undefined;
    this.generation++;
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
    await offer(window.showWarningMessage(l10n.t('The OtaTools server ended unexpectedly and was started again. Serving and the console are opened again.'), ways.showLog()));
  }

  private async requireSameVersion(connection: Connection): Promise<void> {
    const version = connection.client.initializeResult?.serverInfo?.version;
    const own = (this.context.extension.packageJSON as { version: string }).version;
    if (version !== own) {
      await connection.stop();
      throw new Failure(
        l10n.t('The OtaTools server is of version {0}, and the extension of version {1}. Install both from one package, or correct the setting otaTools.serverPath.', version ?? '?', own),
        [ways.openSetting('otaTools.serverPath'), ways.showLog()],
      );
    }
  }
}
