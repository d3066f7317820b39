import { commands } from 'vscode';

/** Keys for `when` clauses and for the steps of the walkthrough, under otaTools. */
export type ContextKey = 'serving' | 'consoleLogging' | 'deviceSelected' | 'firmwareFound' | 'wifiConfigured' | 'firmwareUrlSet' | 'updated' | 'walkthroughOpened';

export function setContext(key: ContextKey, value: boolean): void {
  void commands.executeCommand('setContext', `otaTools.${key}`, value);
}
