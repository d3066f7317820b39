import { type Disposable, env, l10n, type LogOutputChannel } from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, type LanguageClientOptions, WorkDoneProgress, type WorkDoneProgressReport } from 'vscode-languageclient/node';
import { Failure, ways } from '../infrastructure/failure';
import type { Launch } from './locate';
import { withSecretText } from './secret';
import { startProcess } from './start-process';

/** A notification's name, and what is done with its content. */
export type Listener = readonly [method: string, listener: (params: unknown) => void];

/** Which documents a client follows, and how. */
export type Following = (client: () => LanguageClient) => Pick<LanguageClientOptions, 'documentSelector' | 'middleware'>;

/** The sidecar's process and the client on it. */
export interface Connection {
  readonly client: LanguageClient;
  /** Ends both; a process that does not end by itself is killed. Resolves when it is gone, and with it its ports. */
  stop(): Promise<void>;
}

/** For `initialize`; a program that is no sidecar may stay silent for ever. */
const START_MS = 30_000;
/** Less than the two seconds after which the client gives up, and leaves requests unanswered. */
const STOP_MS = 1_500;

/** Says in the log what it would also show: our own messages have buttons that lead on. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/**
 * Starts the sidecar and a language client on it. The client never restarts it by itself.
 * @param onClosed The connection is gone, whoever ended it.
 */
export async function connect(
  launch: Launch,
  log: LogOutputChannel,
  trace: LogOutputChannel,
  listeners: readonly Listener[],
  following: Following | undefined,
  onClosed: () => void,
): Promise<Connection> {
  let lastWords = '';
  const { process, transports } = await startProcess(launch, (line) => {
    lastWords = line;
    log.warn(line);
  }).catch((error: Error) => {
    throw notStarted(error.message);
  });
  log.info(`server started, process ${process.pid}: ${launch.command} ${launch.args.join(' ')}`);
  const gone = new Promise<void>((resolve) =>
    process.once('exit', (code, signal) => {
      log.info(`server ended: ${signal ?? code}`);
      resolve();
    }),
  );
  const { documentSelector, middleware } = following?.(() => client) ?? {};
  const client: QuietClient = new QuietClient('otaTools', 'OtaTools', () => Promise.resolve(transports), {
    ...(documentSelector && { documentSelector }),
    middleware: {
      ...middleware,
      // Below all that tells of documents, and above the trace.
      sendNotification: (type, next, params) => next(type, withSecretText(typeof type === 'string' ? type : type.method, params) as typeof params),
    },
    // Where this window is connected to: a container or a remote computer is no part of the board's network.
    initializationOptions: { remoteName: env.remoteName },
    outputChannel: log,
    traceOutputChannel: trace,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        onClosed();
        return { action: CloseAction.DoNotRestart, handled: true, message: 'The connection to the server is closed.' };
      },
    },
  });
  for (const [method, listener] of listeners) {
    client.onNotification(method, listener);
  }
  const limit = setTimeout(() => process.kill('SIGKILL'), START_MS);
  try {
    await client.start();
  } catch (error) {
    process.kill('SIGKILL');
    throw notStarted(lastWords || (error instanceof Error ? error.message : String(error)));
  } finally {
    clearTimeout(limit);
  }
  return {
    client,
    async stop() {
      const kill = setTimeout(() => process.kill('SIGKILL'), STOP_MS);
      await client.stop().catch((error: unknown) => log.warn(String(error)));
      await gone;
      clearTimeout(kill);
    },
  };
}

function notStarted(why: string): Failure {
  return new Failure(l10n.t('The OtaTools server could not be started: {0}', why), [ways.openSetting('otaTools.serverPath'), ways.showLog()]);
}

/** Hears the reports between begin and end. */
export function onWorkDoneProgress(client: LanguageClient, token: string, listener: (report: WorkDoneProgressReport) => void): Disposable {
  return client.onProgress(WorkDoneProgress.type, token, (value) => {
    if (value.kind === 'report') {
      listener(value);
    }
  });
}
