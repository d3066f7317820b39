import { type Disposable, workspace } from 'vscode';
import type { Commands } from './infrastructure/commands';
import type { Parts } from './parts';

/** What goes on by itself: after a restart of the sidecar, and under settings that changed. */
export function followChanges({ console, repl, serving, sidecar, surroundings, work }: Parts, registry: Commands): Disposable[] {
  return [
    sidecar.onDidRestart(() => {
      void registry.guard('restore serving', () => serving.restore());
      void registry.guard('restore console', () => console.restore());
      repl.restore();
    }),
    serving.onDidChange(() => void registry.guard('surroundings', () => surroundings.look())),
    workspace.onDidChangeConfiguration((event) => {
      const changed = (...names: string[]): boolean => names.some((name) => event.affectsConfiguration(`otaTools.${name}`));
      if (changed('device', 'baudRate')) {
        void work.whenIdle().then(() => registry.guard('otaTools.selectDevice', async () => {
          await console.followDevice();
          await repl.followDevice();
        }));
      }
      if (changed('console')) {
        console.followSettings();
      }
      if (changed('port', 'address', 'rootFolder', 'device')) {
        void registry.guard('otaTools.startServing', () => serving.followSettings());
      }
    }),
  ];
}
