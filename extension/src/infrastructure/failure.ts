import { commands, l10n } from 'vscode';
import { isConnectionLost } from '../server/rpc-error';

/** A button under a message that leads on. */
export interface WayOut {
  readonly title: string;
  readonly command: string;
  readonly arguments?: readonly unknown[];
}

/** What cannot be done, in a sentence for a person, with buttons that lead on. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly waysOut: readonly WayOut[] = [],
  ) {
    super(message);
  }
}

const openSetting = (name: string): WayOut => ({
  title: l10n.t('Open Settings'),
  command: 'workbench.action.openSettings',
  arguments: [name],
});

/** Buttons that several messages share; functions, since the language is known only once VS Code runs us. */
export const ways = {
  selectDevice: (): WayOut => ({ title: l10n.t('Select Device…'), command: 'otaTools.selectDevice' }),
  uploadScripts: (): WayOut => ({ title: l10n.t('Upload Device Scripts'), command: 'otaTools.uploadDeviceScripts' }),
  configureWifi: (): WayOut => ({ title: l10n.t('Configure Wi-Fi…'), command: 'otaTools.configureWifi' }),
  chooseImage: (): WayOut => ({ title: l10n.t('Choose Another Image…'), command: 'otaTools.setFirmwareUrl' }),
  extractApp: (file?: string): WayOut => ({ title: l10n.t('Extract App Image'), command: 'otaTools.extractApp', ...(file !== undefined && { arguments: [file] }) }),
  makeOta: (file?: string): WayOut => ({ title: l10n.t('Make OTA Image…'), command: 'otaTools.makeOta', ...(file !== undefined && { arguments: [file] }) }),
  startServing: (): WayOut => ({ title: l10n.t('Start Serving Firmware'), command: 'otaTools.startServing' }),
  chooseAddress: (): WayOut => ({ title: l10n.t('Choose Address…'), command: 'otaTools.chooseAddress' }),
  checkConnection: (): WayOut => ({ title: l10n.t('Check Connection'), command: 'otaTools.checkConnection' }),
  changePort: (): WayOut => ({ title: l10n.t('Serve on Another Port…'), command: 'otaTools.changePort' }),
  stopServing: (): WayOut => ({ title: l10n.t('Stop Serving Firmware'), command: 'otaTools.stopServing' }),
  showBoards: (): WayOut => ({ title: l10n.t('Show Boards'), command: 'otaTools.showBoards' }),
  releases: (): WayOut => ({ title: l10n.t('Releases…'), command: 'otaTools.releases' }),
  showConsole: (): WayOut => ({ title: l10n.t('Show Device Console'), command: 'otaTools.showDeviceConsole' }),
  resetDevice: (): WayOut => ({ title: l10n.t('Reset Device'), command: 'otaTools.resetDevice' }),
  showLog: (): WayOut => ({ title: l10n.t('Show Log'), command: 'otaTools.showLog' }),
  getStarted: (): WayOut => ({ title: l10n.t('Get Started'), command: 'otaTools.openWalkthrough' }),
  restartServer: (): WayOut => ({ title: l10n.t('Restart Server'), command: 'otaTools.restartServer' }),
  signingKey: (): WayOut => ({ title: l10n.t('Generate Signing Key…'), command: 'otaTools.generateSigningKey' }),
  openFolder: (): WayOut => ({ title: l10n.t('Open Folder…'), command: 'vscode.openFolder' }),
  openSetting,
  openPage: (title: string, url: string): WayOut => ({ title, command: 'vscode.open', arguments: [url] }),
};

/** For a person. */
export function messageOf(error: unknown): string {
  return isConnectionLost(error)
    ? l10n.t('The OtaTools server ended in the middle of this. It is being started again; a board that is updating goes on by itself.')
    : error instanceof Error
      ? error.message
      : String(error);
}

/** Runs what a person chose under a message. */
export async function offer(message: Thenable<WayOut | undefined>): Promise<void> {
  const choice = await message;
  if (choice !== undefined) {
    await take(choice);
  }
}

export async function take({ command, arguments: given = [] }: WayOut): Promise<void> {
  await commands.executeCommand(command, ...given);
}
