import { EventEmitter, type ExtensionContext, l10n, LogLevel, type LogOutputChannel, type OutputChannel, window, workspace } from 'vscode';

/**
 * Where the language client's traces go. The client traces only while its channel's level is "Trace"; here the setting
 * otaTools.trace.server alone decides, and the channel exists only once something is traced.
 */
export function createTraceChannel(context: ExtensionContext): LogOutputChannel {
  let channel: OutputChannel | undefined;
  const open = (): OutputChannel => {
    channel ??= window.createOutputChannel(l10n.t('OTA Tools: Trace'));
    return channel;
  };
  const level = (): LogLevel => (workspace.getConfiguration('otaTools').get('trace.server') === 'off' ? LogLevel.Off : LogLevel.Trace);
  const changed = new EventEmitter<LogLevel>();
  const write = (message: string | Error): void => open().appendLine(`${new Date().toISOString()} ${message}`);
  context.subscriptions.push(
    changed,
    { dispose: () => channel?.dispose() },
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('otaTools.trace.server')) {
        changed.fire(level());
      }
    }),
  );
  return {
    name: 'OTA Tools: Trace',
    get logLevel() {
      return level();
    },
    onDidChangeLogLevel: changed.event,
    trace: write,
    debug: write,
    info: write,
    warn: write,
    error: write,
    append: (text) => open().append(text),
    appendLine: (text) => open().appendLine(text),
    replace: (text) => open().replace(text),
    clear: () => channel?.clear(),
    show: () => open().show(true),
    hide: () => channel?.hide(),
    dispose: () => channel?.dispose(),
  };
}
