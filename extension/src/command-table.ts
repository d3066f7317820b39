import { applyEdits, type DocumentEdits } from './features/language/document-edits';
import { movePassword, type PasswordPlace } from './features/language/move-password';
import { openWalkthrough } from './features/walkthrough/open-walkthrough';
import type { Parts } from './parts';

/** What each command runs; an argument comes from a menu, a row, a code lens or a button, and is missing from the palette. */
export function commandTable(
  {
    boards, checkConnection, chooseAddress, console, consoleLog, device, extract, firmware, firmwareUrl, firmwareView, identify, log, makeOta, openImage, remove, repl,
    serving, sidecar, signing, update, upload, wifi,
  }: Parts,
  extensionId: string,
): Readonly<Record<string, (argument?: unknown) => unknown>> {
  return {
    'otaTools.configureWifi': () => wifi.configure(),
    'otaTools.forgetWifiPassword': () => wifi.forget(),
    'otaTools.setFirmwareUrl': () => firmwareUrl.choose(),
    'otaTools.selectDevice': () => device.select(),
    'otaTools.uploadDeviceScripts': () => upload.run(),
    'otaTools.removeOta': () => remove.run(),
    'otaTools.generateSigningKey': () => signing.manage(),
    'otaTools.signFirmware': () => signing.sign(),
    'otaTools.openImage': (argument) => openImage.run(argument),
    'otaTools.extractApp': (argument) => extract.run(argument),
    'otaTools.makeOta': (argument) => makeOta.run(argument),
    'otaTools.firmware.serve': (argument) => firmware.serve(argument),
    'otaTools.firmware.useAsFirmwareUrl': (argument) => firmware.useAsFirmwareUrl(argument),
    'otaTools.firmware.update': (argument) => firmware.updateDevice(argument),
    'otaTools.firmware.copyUrl': (argument) => firmware.copyUrl(argument),
    'otaTools.firmware.reveal': (argument) => firmware.reveal(argument),
    'otaTools.firmware.refresh': () => firmwareView.refresh(),
    'otaTools.identifyDevice': () => identify.run(),
    'otaTools.showBoards': () => boards.show(),
    'otaTools.startServing': () => serving.start(),
    'otaTools.stopServing': () => serving.stop(),
    'otaTools.toggleServing': () => serving.toggle(),
    'otaTools.checkConnection': () => checkConnection.run(),
    'otaTools.chooseAddress': () => chooseAddress.run(),
    'otaTools.changePort': () => serving.changePort(),
    'otaTools.showDeviceConsole': () => console.show(),
    'otaTools.openRepl': () => repl.open(),
    'otaTools.saveConsole': () => consoleLog.save(),
    'otaTools.startConsoleLog': () => consoleLog.start(),
    'otaTools.stopConsoleLog': () => consoleLog.stop(),
    'otaTools.resetDevice': () => device.reset(),
    'otaTools.interruptDevice': () => device.interrupt(),
    'otaTools.disconnectDevice': () => device.disconnect(),
    'otaTools.updateDeviceNow': () => update.run(),
    'otaTools.applyEdits': (edits) => applyEdits(edits as DocumentEdits),
    'otaTools.moveWifiPassword': (place) => movePassword(wifi, place as PasswordPlace),
    'otaTools.restartServer': () => sidecar.restart(),
    'otaTools.showLog': () => log.show(),
    'otaTools.openWalkthrough': () => openWalkthrough(extensionId),
  };
}
