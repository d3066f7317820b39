import { crashes, type Crash } from '../boot/crash-texts.js';
import { packetDirections, packetFaultKinds, type PacketDirection, type PacketFault, type PacketFaultKind } from '../console/packet-faults.js';

export type Fault =
  | { readonly kind: 'power-cut'; readonly afterFlashOperations: number; readonly stayOff?: boolean; readonly torn?: boolean }
  | { readonly kind: 'power-cut'; readonly afterFileOperations: number; readonly stayOff?: boolean }
  | { readonly kind: 'dns-dead'; readonly milliseconds: number }
  | { readonly kind: 'link-loss'; readonly afterBytes?: number }
  | { readonly kind: 'link-restore' }
  | { readonly kind: 'pause-at-flash-operation'; readonly n: number }
  | { readonly kind: 'full-file-system'; readonly freeBytes?: number }
  | { readonly kind: 'read-only-file-system' }
  | { readonly kind: Crash }
  | { readonly kind: 'clear' }
  | PacketFault;

/** A request that makes no sense; its text says why. */
export class BadRequest extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/** The fault that a control request describes. */
export function parseFault(fields: Fields): Fault {
  const { kind } = fields;
  switch (kind) {
    case 'power-cut':
      if (fields['afterFileOperations'] !== undefined)
        return { kind, afterFileOperations: wholeNumber(fields, 'afterFileOperations'), stayOff: fields['stayOff'] === true };
      return { kind, afterFlashOperations: wholeNumber(fields, 'afterFlashOperations'), stayOff: fields['stayOff'] === true, torn: fields['torn'] === true };
    case 'dns-dead':
      return { kind, milliseconds: wholeNumber(fields, 'milliseconds') };
    case 'pause-at-flash-operation':
      return { kind, n: wholeNumber(fields, 'n') };
    case 'full-file-system':
      return { kind, freeBytes: wholeNumber(fields, 'freeBytes', 0) };
    case 'link-loss':
      return { kind, afterBytes: wholeNumber(fields, 'afterBytes', 0) };
    case 'link-restore':
    case 'read-only-file-system':
    case 'clear':
      return { kind };
    default:
      if (crashes.includes(kind as Crash)) return { kind: kind as Crash };
      if (packetFaultKinds.includes(kind as PacketFaultKind)) return parsePacketFault(kind as PacketFaultKind, fields);
      throw new BadRequest(`unknown fault: ${JSON.stringify(kind)}`);
  }
}

function parsePacketFault(kind: PacketFaultKind, fields: Fields): PacketFault {
  const { rate, direction = 'to-board' } = fields;
  if (!packetDirections.includes(direction as PacketDirection)) throw new BadRequest(`direction is one of ${packetDirections.join(', ')}`);
  const delay = kind === 'delay-packet' && { milliseconds: wholeNumber(fields, 'milliseconds'), overtaken: fields['overtaken'] === true };
  const fault = { kind, direction: direction as PacketDirection, ...delay };
  if (fields['index'] !== undefined) return { ...fault, index: wholeNumber(fields, 'index') };
  if (typeof rate !== 'number' || rate < 0 || rate > 1) throw new BadRequest(`${kind} needs an index or a rate from 0 to 1`);
  return { ...fault, rate, seed: wholeNumber(fields, 'seed', 1) };
}

function wholeNumber(fields: Fields, name: string, otherwise?: number): number {
  const value = fields[name] ?? otherwise;
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw new BadRequest(`${name} must be a whole number, not ${JSON.stringify(value)}`);
  return value;
}
