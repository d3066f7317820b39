import type { PortInfo } from '../../server/protocol';

/** "CP2102N USB to UART · Silicon Labs", without what repeats the port's name. */
export function describePort({ name, description, manufacturer }: PortInfo): string {
  const parts = [description, manufacturer].filter((part) => part !== undefined && part !== name);
  return [...new Set(parts)].join(' · ');
}

/** "10C4:EA60 · 0001", as the device managers of all systems write it; empty for a port that is not on USB. */
export function identifyPort({ vendorId, productId, serialNumber }: PortInfo): string {
  if (vendorId === undefined || productId === undefined) {
    return '';
  }
  const id = `${vendorId}:${productId}`.toUpperCase();
  return serialNumber === undefined ? id : `${id} · ${serialNumber}`;
}
