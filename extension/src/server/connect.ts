import { type Disposable, l10n, type LogOutputChannel } from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, WorkDoneProgress, type WorkDoneProgressReport } from 'vscode-languageclient/node';
import { Failure, ways } from '../infrastructure/failure';
import type { Launch } from './locate';
import { startProcess } from './start-process';

/** A notification's name, and what is done with its content. */
export type Listener = readonly [method: string, listener: (params: unknown) => void];

/**
 * Starts the sidecar and a language client on it. The client never restarts it by itself.
 * @param onClosed The connection is gone, whoever ended it.
 */
export async function connect(
  launch: Launch,
  log: LogOutputChannel,
  trace: LogOutputChannel,
  listeners: readonly Listener[],
  onClosed: () => void,
): Promise<LanguageClient> {
  const { process, transports } = await startProcess(launch, (line) => log.warn(line)).catch((error: Error) => {
    throw new Failure(l10n.t('The OtaTools server could not be started: {0}', error.message), [ways.openSetting('otaTools.serverPath'), ways.showLog()]);
  });
  log.info(`server started, process ${process.pid}: ${launch.command} ${launch.args.join(' ')}`);
  process.once('exit', (code, signal) => log.info(`server ended: ${signal ?? code}`));
  const client = new LanguageClient('otaTools', 'OtaTools', () => Promise.resolve(transports), {
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
  try {
    await client.start();
  } catch (error) {
    process.kill();
    throw error;
  }
  return client;
}

/** Hears the reports between begin and end. */
export function onWorkDoneProgress(client: LanguageClient, token: string, listener: (report: WorkDoneProgressReport) => void): Disposable {
  return client.onProgress(WorkDoneProgress.type, token, (value) => {
    if (value.kind === 'report') {
      listener(value);
    }
  });
}
