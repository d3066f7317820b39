import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../support/paths.js';
import { image } from './device-board.js';
import { type Key, manifest } from './manifests.js';

export const MAC = '240ac4000001';
export const POINTER = '/fw/board.release';
export const ALL = 10_000;

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** As boards send it in x-OtaTools-image. */
export function identityOf(app: Buffer): string {
  const own = app.subarray(0xb0, 0xd0);
  return own.some((byte) => byte !== 0) ? own.subarray(0, 8).toString('hex') : sha256(app.subarray(0, 256)).slice(0, 16);
}

/** Where an image lies: under a name that no other bytes ever have. */
export const placeOf = (app: Buffer): string => `releases/board-${sha256(app).slice(0, 16)}.app-bin`;

export type ReleaseFields = Readonly<Record<string, unknown>>;

export function release(app: Buffer, more: ReleaseFields = {}): Record<string, unknown> {
  return {
    kind: 'image', sha256: sha256(app), size: app.length, chip: app.readUInt16LE(12), sequence: 7,
    url: placeOf(app), identity: identityOf(app), version: 'v1.26.0', share: ALL, deltas: [], packed: false, ...more,
  };
}

export function pointer(app: Buffer, more: ReleaseFields = {}, key?: Key): Buffer {
  return manifest(JSON.stringify(release(app, more)), key);
}

/** A folder that boards pull from: the pointer, and the image that it names. */
export function published(app: Buffer, more: ReleaseFields = {}, key?: Key): Record<string, Buffer> {
  return { [POINTER]: pointer(app, more, key), [`/fw/${placeOf(app)}`]: app };
}

/** By RELEASES.md: from 0 on and below 10,000. */
export function turnOf(mac: string, app: Buffer): number {
  const both = Buffer.concat([Buffer.from(mac, 'hex'), Buffer.from(sha256(app), 'hex')]);
  return createHash('sha256').update(both).digest().readUInt32BE() % ALL;
}

/** The table of turns that both sides are held to. */
export function turnTable(): { mac: string; sha256: string; turn: number }[] {
  const page = readFileSync(path.join(root, 'server/device/RELEASES.md'), 'utf8');
  return [...page.matchAll(/^\| `([0-9a-f:]{17})` \| `([0-9a-f]{64})` \| (\d+) \|$/gm)].map(([, mac, hash, turn]) => ({
    mac: mac!.replaceAll(':', ''), sha256: hash!, turn: Number(turn),
  }));
}

/** What tests publish; of several reads of the network, and with a hash in its first block. */
export const next = image({ size: 150_000 });
export const newest = image({ version: 'v1.27.0', date: '2025-12-09', size: 120_000, seed: 8 });
