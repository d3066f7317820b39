import { type ExtensionContext, l10n, window, workspace } from 'vscode';
import { ConsoleLog } from './features/console/console-log';
import { DeviceConsole } from './features/console/device-console';
import { ExtractApp } from './features/conversion/extract-app';
import { ImageArgument } from './features/conversion/image-argument';
import { MakeOta } from './features/conversion/make-ota';
import { DeviceChoice } from './features/device/device-choice';
import { DeviceCommands } from './features/device/device-commands';
import { IdentifyDevice } from './features/device/identify-device';
import { FirmwareActions } from './features/firmware/firmware-actions';
import { FirmwareUrl } from './features/firmware/firmware-url';
import { FirmwareView } from './features/firmware/firmware-view';
import { applyEdits, type DocumentEdits } from './features/language/document-edits';
import { Language } from './features/language/language';
import { movePassword, type PasswordPlace } from './features/language/move-password';
import { watchFirmware } from './features/walkthrough/watch-firmware';
import { ImageEditor } from './features/image-editor/image-editor';
import { OpenImage } from './features/image-editor/open-image';
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
import { openWalkthrough } from './features/walkthrough/open-walkthrough';
import { Commands } from './infrastructure/commands';
import { setContext } from './infrastructure/context';
import { Memory } from './infrastructure/memory';
import { OneAtATime } from './infrastructure/one-at-a-time';
import { WifiPasswords } from './infrastructure/wifi-passwords';
import { Sidecar } from './server/sidecar';

let sidecar: Sidecar | undefined;

/** The composition root: every part, wired by hand. No process runs until a command asks for it. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('OTA Tools', { log: true });
  const memory = new Memory(context.workspaceState);
  sidecar = new Sidecar(context, log);
  const devices = new DeviceChoice(sidecar);
  const console = new DeviceConsole(sidecar, devices);
  const consoleLog = new ConsoleLog(sidecar, devices, console);
  const work = new OneAtATime();
  const repl = new DeviceRepl(sidecar, devices, console, work);
  const device = new DeviceCommands(sidecar, devices, console, work, new NewerScripts(sidecar, devices));
  const requests = window.createOutputChannel(l10n.t('OTA Tools: Requests'));
  const serving = new Serving(sidecar, memory, work, requests);
  const boards = new Boards(sidecar, requests);
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
  const language = new Language(sidecar, log);
  const registry = new Commands(log, context.subscriptions);

  registry.register('otaTools.configureWifi', () => wifi.configure());
  registry.register('otaTools.forgetWifiPassword', () => wifi.forget());
  registry.register('otaTools.setFirmwareUrl', () => firmwareUrl.choose());
  registry.register('otaTools.selectDevice', () => device.select());
  registry.register('otaTools.uploadDeviceScripts', () => upload.run());
  registry.register('otaTools.removeOta', () => remove.run());
  registry.register('otaTools.generateSigningKey', () => signing.manage());
  registry.register('otaTools.signFirmware', () => signing.sign());
  registry.register('otaTools.openImage', (argument) => openImage.run(argument));
  registry.register('otaTools.extractApp', (argument) => extract.run(argument));
  registry.register('otaTools.makeOta', (argument) => makeOta.run(argument));
  registry.register('otaTools.firmware.serve', (argument) => firmware.serve(argument));
  registry.register('otaTools.firmware.useAsFirmwareUrl', (argument) => firmware.useAsFirmwareUrl(argument));
  registry.register('otaTools.firmware.update', (argument) => firmware.updateDevice(argument));
  registry.register('otaTools.firmware.copyUrl', (argument) => firmware.copyUrl(argument));
  registry.register('otaTools.firmware.reveal', (argument) => firmware.reveal(argument));
  registry.register('otaTools.firmware.refresh', () => firmwareView.refresh());
  registry.register('otaTools.identifyDevice', () => identify.run());
  registry.register('otaTools.showBoards', () => boards.show());
  registry.register('otaTools.startServing', () => serving.start());
  registry.register('otaTools.stopServing', () => serving.stop());
  registry.register('otaTools.toggleServing', () => serving.toggle());
  registry.register('otaTools.changePort', () => serving.changePort());
  registry.register('otaTools.showDeviceConsole', () => console.show());
  registry.register('otaTools.openRepl', () => repl.open());
  registry.register('otaTools.saveConsole', () => consoleLog.save());
  registry.register('otaTools.startConsoleLog', () => consoleLog.start());
  registry.register('otaTools.stopConsoleLog', () => consoleLog.stop());
  registry.register('otaTools.resetDevice', () => device.reset());
  registry.register('otaTools.interruptDevice', () => device.interrupt());
  registry.register('otaTools.disconnectDevice', () => device.disconnect());
  registry.register('otaTools.updateDeviceNow', () => update.run());
  registry.register('otaTools.applyEdits', (edits) => applyEdits(edits as DocumentEdits));
  registry.register('otaTools.moveWifiPassword', (place) => movePassword(wifi, place as PasswordPlace));
  registry.register('otaTools.restartServer', () => sidecar?.restart());
  registry.register('otaTools.showLog', () => log.show());
  registry.register('otaTools.openWalkthrough', () => openWalkthrough(context.extension.id));

  setContext('deviceSelected', devices.current !== '');
  setContext('wifiConfigured', memory.ssid !== undefined);
  setContext('firmwareUrlSet', memory.firmware !== undefined);
  context.subscriptions.push(
    log,
    requests,
    console,
    consoleLog,
    repl,
    serving,
    firmwareUrl,
    firmwareView,
    ...new ImageEditor(sidecar, devices).register(),
    language,
    watchFirmware(),
    sidecar.onDidRestart(() => {
      void registry.guard('restore serving', () => serving.restore());
      void registry.guard('restore console', () => console.restore());
      repl.restore();
    }),
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
  );
}

/** Ends the sidecar, and with it serving and the sessions. */
export async function deactivate(): Promise<void> {
  await sidecar?.stop();
}
