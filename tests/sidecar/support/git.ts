import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A repository whose index names these files, as `git add` leaves it (gitformat-index(5), version 2): git need not be at hand. */
export function trackedByGit(folder: string, ...names: readonly string[]): void {
  const header = Buffer.alloc(12);
  header.write('DIRC', 'latin1');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(names.length, 8);
  const content = Buffer.concat([header, ...[...names].sort().map(entry)]);
  mkdirSync(path.join(folder, '.git'), { recursive: true });
  writeFileSync(path.join(folder, '.git/index'), Buffer.concat([content, createHash('sha1').update(content).digest()]));
}

function entry(name: string): Buffer {
  const fixed = Buffer.alloc(62);
  fixed.writeUInt32BE(0o100644, 24);
  fixed.writeUInt16BE(Buffer.byteLength(name), 60);
  const written = Buffer.concat([fixed, Buffer.from(name)]);
  return Buffer.concat([written, Buffer.alloc(8 - (written.length % 8))]);
}
