import { type ExtensionContext, window } from 'vscode';
import { commandTable } from './command-table';
import { followChanges } from './follow-changes';
import { Commands } from './infrastructure/commands';
import { setContext } from './infrastructure/context';
import { onceOurs } from './once-ours';
import { compose } from './parts';
import type { Sidecar } from './server/sidecar';

let sidecar: Sidecar | undefined;

/** No process runs until a command, a view or a document asks for it. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('OTA Tools', { log: true });
  const parts = compose(context, log);
  sidecar = parts.sidecar;
  const registry = new Commands(log, context.subscriptions);
  for (const [id, run] of Object.entries(commandTable(parts, context.extension.id))) {
    registry.register(id, run);
  }
  setContext('deviceSelected', parts.devices.current !== '');
  setContext('wifiConfigured', parts.memory.ssid !== undefined);
  setContext('firmwareUrlSet', parts.memory.firmware !== undefined);
  context.subscriptions.push(
    log,
    parts.requests,
    parts.console,
    parts.consoleLog,
    parts.repl,
    parts.serving,
    parts.firmwareUrl,
    parts.firmwareView,
    parts.fleet,
    parts.boardsView,
    ...parts.imageEditor.register(),
    parts.language,
    ...onceOurs(parts),
    ...followChanges(parts, registry),
  );
}

/** Ends the sidecar, and with it serving and the sessions. */
export async function deactivate(): Promise<void> {
  await sidecar?.stop();
}
