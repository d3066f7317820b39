import { type ExtensionContext, window, workspace } from 'vscode';
import { DeviceConsole } from './features/console/device-console';
import { DeviceChoice } from './features/device/device-choice';
import { DeviceCommands } from './features/device/device-commands';
import { FirmwareUrl } from './features/firmware/firmware-url';
import { watchFirmware } from './features/walkthrough/watch-firmware';
import { UploadScripts } from './features/scripts/upload-scripts';
import { Wifi } from './features/scripts/wifi';
import { Serving } from './features/serving/serving';
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
  const work = new OneAtATime();
  const device = new DeviceCommands(sidecar, devices, console, work);
  const serving = new Serving(sidecar, memory, work);
  const wifi = new Wifi(memory, new WifiPasswords(context.secrets));
  const firmwareUrl = new FirmwareUrl(sidecar, memory, devices);
  const upload = new UploadScripts(sidecar, devices, wifi, firmwareUrl, console, work);
  const update = new UpdateNow(sidecar, memory, devices, wifi, firmwareUrl, serving, console, work);
  const registry = new Commands(log, context.subscriptions);

  registry.register('otaTools.configureWifi', () => wifi.configure());
  registry.register('otaTools.forgetWifiPassword', () => wifi.forget());
  registry.register('otaTools.setFirmwareUrl', () => firmwareUrl.choose());
  registry.register('otaTools.selectDevice', () => device.select());
  registry.register('otaTools.uploadDeviceScripts', () => upload.run());
  registry.register('otaTools.startServing', () => serving.start());
  registry.register('otaTools.stopServing', () => serving.stop());
  registry.register('otaTools.toggleServing', () => serving.toggle());
  registry.register('otaTools.changePort', () => serving.changePort());
  registry.register('otaTools.showDeviceConsole', () => console.show());
  registry.register('otaTools.resetDevice', () => device.reset());
  registry.register('otaTools.interruptDevice', () => device.interrupt());
  registry.register('otaTools.disconnectDevice', () => device.disconnect());
  registry.register('otaTools.updateDeviceNow', () => update.run());
  registry.register('otaTools.restartServer', () => sidecar?.restart());
  registry.register('otaTools.showLog', () => log.show());
  registry.register('otaTools.openWalkthrough', () => openWalkthrough(context.extension.id));

  setContext('deviceSelected', devices.current !== '');
  setContext('wifiConfigured', memory.ssid !== undefined);
  setContext('firmwareUrlSet', memory.firmware !== undefined);
  context.subscriptions.push(
    log,
    console,
    serving,
    watchFirmware(),
    sidecar.onDidRestart(() => {
      void registry.guard('restore serving', () => serving.restore());
      void registry.guard('restore console', () => console.restore());
    }),
    workspace.onDidChangeConfiguration((event) => {
      const changed = (...names: string[]): boolean => names.some((name) => event.affectsConfiguration(`otaTools.${name}`));
      if (changed('device', 'baudRate')) {
        void work.whenIdle().then(() => registry.guard('otaTools.selectDevice', () => console.followDevice()));
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
