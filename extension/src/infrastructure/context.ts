import { commands } from 'vscode';

/** Keys for `when` clauses and for the steps of the walkthrough, under otaTools. */
export type ContextKey = 'serving' | 'consoleLogging' | 'deviceSelected' | 'firmwareFound' | 'wifiConfigured' | 'firmwareUrlSet' | 'updated' | 'walkthroughOpened' | 'boardsOutdated';

export function setContext(key: ContextKey, value: boolean): void {
  void commands.executeCommand('setContext', `otaTools.${key}`, value);
}

/** What the view "Firmware" says where it has no rows. */
export type EmptyFirmwareView = 'looking' | 'none' | 'failed' | 'listed';

export function setFirmwareView(state: EmptyFirmwareView): void {
  void commands.executeCommand('setContext', 'otaTools.firmwareView', state);
}

/** What the view "Boards" says where it has no rows. */
export function setBoardsView(state: 'listed' | 'failed'): void {
  void commands.executeCommand('setContext', 'otaTools.boardsView', state);
}
