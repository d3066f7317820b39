import type { PortInfo } from '../../server/protocol';

/** "CP210x · CP2102N USB to UART · Silicon Labs", without what repeats the port's name. */
export function describePort({ name, chip, description, manufacturer }: PortInfo): string {
  const parts = [chip, description, manufacturer].filter((part) => part !== undefined && part !== name);
  return [...new Set(parts)].join(' · ');
}

/**
 * "10C4:EA60 · 0001 · /dev/serial/by-id/…": the ids as the device managers of all systems write them, the serial number,
 * and the name that stays. Empty for a port that is not on USB.
 */
export function identifyPort({ vendorId, productId, serialNumber, stableName }: PortInfo): string {
  const ids = vendorId === undefined || productId === undefined ? undefined : `${vendorId}:${productId}`.toUpperCase();
  return [ids, serialNumber, stableName].filter((part) => part !== undefined).join(' · ');
}

/** What to remember of a port: a name that is still its own when the board has been plugged in again. */
export function settingOf({ name, stableName }: PortInfo): string {
  return stableName ?? name;
}

export function groupOf({ kind }: PortInfo): 'boards' | 'others' | 'modems' {
  switch (kind) {
    case 'board':
    case 'bridge':
      return 'boards';
    case 'modem':
    case 'bluetooth':
      return 'modems';
    default:
      return 'others';
  }
}
