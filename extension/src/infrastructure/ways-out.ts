import { type ConnectionRemedy, ErrorCode, type Finding, type FindingFix, type FirmwareKind } from '../server/protocol';
import { ways, type WayOut } from './failure';

/** What a person can do about an error of the sidecar, by its code; "Try Again" is added by the error boundary. */
export function waysOutOf(code: number): readonly WayOut[] {
  switch (code) {
    case ErrorCode.DeviceNotFound:
    case ErrorCode.DeviceBusy:
    case ErrorCode.DeviceNoPermission:
    case ErrorCode.DeviceNoAnswer:
    case ErrorCode.DeviceAddressInvalid:
    case ErrorCode.DeviceNotSelected:
      return [ways.selectDevice()];
    case ErrorCode.DeviceNotMicroPython:
      return [ways.selectDevice(), ways.showConsole()];
    case ErrorCode.DeviceInDownloadMode:
    case ErrorCode.DeviceNotInterruptible:
      return [ways.resetDevice(), ways.showConsole()];
    case ErrorCode.DeviceDisconnected:
    case ErrorCode.DeviceProtocol:
    case ErrorCode.DevicePython:
    case ErrorCode.DeviceFileSystem:
    case ErrorCode.DeviceWriteCorrupt:
    case ErrorCode.UpdateRolledBack:
      return [ways.showConsole()];
    case ErrorCode.UpdateTimedOut:
      return [ways.showConsole(), ways.checkConnection()];
    case ErrorCode.UpdateFailed:
      return [ways.showConsole(), ways.configureWifi(), ways.checkConnection()];
    case ErrorCode.FirmwareUnreadable:
    case ErrorCode.FirmwareUnusable:
    case ErrorCode.FirmwareNotConvertible:
    case ErrorCode.FirmwareDoesNotFit:
    case ErrorCode.FirmwareWrongChip:
    case ErrorCode.UpdateLeftAlone:
      return [ways.chooseImage()];
    case ErrorCode.DeviceHasNoSlots:
      return [ways.getStarted()];
    case ErrorCode.PortInUse:
    case ErrorCode.ServeFailed:
      return [ways.changePort()];
    case ErrorCode.ServingBusy:
      return [ways.stopServing()];
    case ErrorCode.ServeFolderMissing:
      return [ways.openSetting('otaTools.rootFolder')];
    case ErrorCode.NoAddress:
      return [ways.chooseAddress()];
    case ErrorCode.BoardCannotReachServer:
      return [ways.checkConnection(), ways.showLog()];
    case ErrorCode.PublishUnsigned:
    case ErrorCode.SigningKeyUnusable:
    case ErrorCode.SigningKeyPassphrase:
      return [ways.signingKey()];
    case ErrorCode.ConfigurationInvalid:
      return [ways.openSetting('otaTools'), ways.configureWifi()];
    case ErrorCode.FleetNotServed:
      return [ways.startServing()];
    case ErrorCode.BoardUnknown:
    case ErrorCode.RolloutUnknown:
      return [ways.showBoards()];
    case ErrorCode.PublishRaced:
    case ErrorCode.ReleaseUnknown:
    case ErrorCode.ReleaseWithdrawn:
      return [ways.releases()];
    default:
      return [];
  }
}

/** What helps a board to reach the server, the best first. */
export function waysOfRemedies(remedies: readonly ConnectionRemedy[]): readonly WayOut[] {
  return remedies.map((remedy) => {
    switch (remedy) {
      case 'configureWifi':
        return ways.configureWifi();
      case 'uploadScripts':
        return ways.uploadScripts();
      case 'chooseAddress':
        return ways.chooseAddress();
      case 'startServing':
        return ways.startServing();
      case 'openSettings':
        return ways.openSetting('otaTools');
    }
  });
}

/** What mends a firmware file, or takes another one. @param kind Of the file, where it is known. */
export function waysOfFinding({ fixes = [], code }: Finding, file?: string, kind?: FirmwareKind): readonly WayOut[] {
  // What was chosen for a board without slots is an app image as a rule: the command asks for a full one.
  const mended = fixes.map((fix) => wayOfFix(fix, code === 'noSlots' && kind !== 'fullFlash' ? undefined : file));
  return code === 'noSlots' ? [...mended, ways.getStarted()] : mended;
}

/** @param file Undefined where the command is to ask for one. */
export function wayOfFix(fix: FindingFix, file: string | undefined): WayOut {
  switch (fix) {
    case 'extractApp':
      return ways.extractApp(file);
    case 'makeOta':
      return ways.makeOta(file);
    case 'chooseImage':
      return ways.chooseImage();
  }
}

/** Failures that trying again can mend, once the person did what the message says. */
export function isWorthRetrying(code: number): boolean {
  return (
    (code >= ErrorCode.DeviceNotFound && code <= ErrorCode.DeviceProtocol) ||
    (code >= ErrorCode.DeviceNotMicroPython && code <= ErrorCode.DeviceNotInterruptible) ||
    code === ErrorCode.DeviceWriteCorrupt ||
    code === ErrorCode.PortInUse ||
    (code >= ErrorCode.StoreNotReachable && code <= ErrorCode.StoreFolderFailed) ||
    code === ErrorCode.PublishNotReadable ||
    code === ErrorCode.UpdateFailed ||
    code === ErrorCode.UpdateTimedOut ||
    code === ErrorCode.UpdateRolledBack ||
    code === ErrorCode.BoardCannotReachServer
  );
}
