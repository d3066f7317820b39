import { readFileSync } from 'node:fs';

/** What a board tells of itself when it asks; headers of the device scripts without "x-ESP32-" and "x-OtaTools-". */
export interface Told {
  readonly mac: string;
  readonly version?: string;
  readonly image?: string;
  readonly slot?: string;
  readonly state?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly rssi?: number;
}

/** Where a file has the identity by which boards know a build: its first eight bytes. */
const IDENTITY_AT = 0xb0;

export function identityOf(file: string): string {
  return readFileSync(file).subarray(IDENTITY_AT, IDENTITY_AT + 8).toString('hex');
}

/** Asks for the first block of an image, as a board does that decides whether it is new. @returns The status. */
export async function ask(url: string, { mac, version = 'v1.25.0', image = '0123456789abcdef', slot = 'ota_0', state = 'VALID', outcome, reason, rssi }: Told): Promise<number> {
  const answer = await fetch(url, {
    headers: {
      range: 'bytes=0-4095', 'x-ESP32-STA-MAC': mac, 'x-ESP32-version': version, 'x-OtaTools-slot': slot, 'x-OtaTools-state': state, 'x-OtaTools-image': image,
      'x-OtaTools-scripts': '0.1.0', 'x-OtaTools-chip': '0',
      ...(outcome !== undefined && { 'x-OtaTools-outcome': outcome }),
      ...(reason !== undefined && { 'x-OtaTools-reason': encodeURIComponent(reason) }),
      ...(rssi !== undefined && { 'x-OtaTools-rssi': String(rssi) }),
    },
  });
  await answer.arrayBuffer();
  return answer.status;
}
