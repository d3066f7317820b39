import { type ExtensionContext, l10n, type LogOutputChannel, window } from 'vscode';
import { CheckConnection } from './features/connection/check-connection';
import { ChooseAddress } from './features/connection/choose-address';
import { SurroundingsNotice } from './features/connection/surroundings-notice';
import { ConsoleLog } from './features/console/console-log';
import { DeviceConsole } from './features/console/device-console';
import { ExtractApp } from './features/conversion/extract-app';
import { ImageArgument } from './features/conversion/image-argument';
import { MakeOta } from './features/conversion/make-ota';
import { DeviceChoice } from './features/device/device-choice';
import { DeviceCommands } from './features/device/device-commands';
import { IdentifyDevice } from './features/device/identify-device';
import { BoardActions } from './features/fleet/board-actions';
import { BoardsView } from './features/fleet/boards-view';
import { Fleet } from './features/fleet/fleet';
import { RolloutActions } from './features/fleet/rollout-actions';
import { FirmwareActions } from './features/firmware/firmware-actions';
import { FirmwareUrl } from './features/firmware/firmware-url';
import { FirmwareView } from './features/firmware/firmware-view';
import { ImageEditor } from './features/image-editor/image-editor';
import { OpenImage } from './features/image-editor/open-image';
import { Language } from './features/language/language';
import { Publish } from './features/publishing/publish';
import { PublishTargets } from './features/publishing/publish-targets';
import { ShowReleases } from './features/publishing/show-releases';
import { DeviceRepl } from './features/repl/device-repl';
import { NewerScripts } from './features/scripts/newer-scripts';
import { RemoveOta } from './features/scripts/remove-ota';
import { UploadScripts } from './features/scripts/upload-scripts';
import { Wifi } from './features/scripts/wifi';
import { Boards } from './features/serving/boards';
import { Serving } from './features/serving/serving';
import { Signing } from './features/signing/signing';
import { SigningKey } from './features/signing/signing-key';
import { UpdateNow } from './features/updating/update-now';
import { servedFolderIfClear } from './infrastructure/folder';
import { Memory } from './infrastructure/memory';
import { ObjectStoreKeys } from './infrastructure/object-store-keys';
import { OneAtATime } from './infrastructure/one-at-a-time';
import { WifiPasswords } from './infrastructure/wifi-passwords';
import { Sidecar } from './server/sidecar';

export type Parts = ReturnType<typeof compose>;

/** Every part, wired by hand. Seen as a whole only by its neighbours in this folder; a part gets what it is handed. */
export function compose(context: ExtensionContext, log: LogOutputChannel) {
  const memory = new Memory(context.workspaceState);
  const sidecar = new Sidecar(context, log);
  const devices = new DeviceChoice(sidecar);
  const console = new DeviceConsole(sidecar, devices);
  const consoleLog = new ConsoleLog(sidecar, devices, console);
  const work = new OneAtATime();
  const repl = new DeviceRepl(sidecar, devices, console, work);
  const device = new DeviceCommands(sidecar, devices, console, work, new NewerScripts(sidecar, devices));
  const requests = window.createOutputChannel(l10n.t('OTA Tools: Requests'));
  const serving = new Serving(sidecar, memory, work, requests);
  const boards = new Boards(sidecar, requests);
  const fleet = new Fleet(sidecar, () => serving.root ?? servedFolderIfClear(memory));
  const checkConnection = new CheckConnection(sidecar, devices, work, log);
  const chooseAddress = new ChooseAddress(sidecar);
  const surroundings = new SurroundingsNotice(sidecar, serving, memory, context.globalState);
  const wifi = new Wifi(memory, new WifiPasswords(context.secrets));
  const firmwareUrl = new FirmwareUrl(sidecar, memory, devices);
  const images = new ImageArgument(sidecar, memory);
  const signing = new Signing(sidecar, memory, new SigningKey(context.secrets), firmwareUrl);
  const upload = new UploadScripts(sidecar, devices, wifi, firmwareUrl, signing, console, work);
  const remove = new RemoveOta(sidecar, devices, console, work);
  const update = new UpdateNow(sidecar, memory, devices, wifi, firmwareUrl, signing, serving, console, work);
  const extract = new ExtractApp(sidecar, images);
  const makeOta = new MakeOta(sidecar, images);
  const openImage = new OpenImage(images);
  const identify = new IdentifyDevice(sidecar, devices, work);
  const firmware = new FirmwareActions(sidecar, memory, firmwareUrl, serving, update);
  const firmwareView = new FirmwareView(sidecar, memory, firmwareUrl, serving);
  const boardsView = new BoardsView(fleet, serving);
  const boardActions = new BoardActions(sidecar, fleet, serving, devices, console, () => boardsView.selection);
  const rollout = new RolloutActions(sidecar, memory, fleet, serving, firmwareUrl, () => boardsView.selection);
  const targets = new PublishTargets(memory, new ObjectStoreKeys(context.secrets));
  const publish = new Publish(sidecar, targets, firmwareUrl, signing);
  const releases = new ShowReleases(sidecar, targets, signing);
  const imageEditor = new ImageEditor(sidecar, devices);
  const language = new Language(sidecar, log);
  return {
    boardActions, boards, boardsView, checkConnection, chooseAddress, console, consoleLog, device, devices, extract, firmware, firmwareUrl,
    firmwareView, fleet, identify, imageEditor, language, log, makeOta, memory, openImage, publish, releases, remove, repl, requests, rollout,
    serving, sidecar, signing, surroundings, update, upload, wifi, work,
  };
}
