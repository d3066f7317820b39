import { createHash } from 'node:crypto';
import type http from 'node:http';
import type { Answer } from './firmware-server.js';
import { type Key, manifest as signedManifest } from './manifests.js';

export type Files = Readonly<Record<string, Buffer>>;

export interface Release {
  version: string;
  sequence: number;
  files: Files;
  key?: Key;
}

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

export function manifestOf({ version, sequence, files, key }: Release): Buffer {
  const list = Object.entries(files).map(([name, content]) => ({ name, sha256: sha256(content), size: content.length }));
  return manifest({ kind: 'scripts', version, sequence, files: list }, key);
}

export function manifest(payload: object, key?: Key): Buffer {
  return signedManifest(JSON.stringify(payload), key);
}

/** What a static server has in the image's folder: the image, and scripts where they are released. */
export class ScriptFolder {
  /** Answers of their own, by path; null is 404. */
  readonly instead = new Map<string, Buffer | null>();
  release: Release | null = null;
  /** Offline: connections are closed without an answer. */
  silent = false;

  constructor(private readonly image: Buffer) {}

  readonly answer: Answer = (request, response) => {
    const path = (request.url ?? '').split('?')[0]!;
    if (this.silent) {
      request.socket.destroy();
      return;
    }
    this.send(response, this.instead.has(path) ? this.instead.get(path)! : this.file(path));
  };

  private file(path: string): Buffer | null {
    if (path === '/fw/firmware.app-bin') return this.image;
    if (!this.release) return null;
    if (path === '/fw/ota-scripts.manifest') return manifestOf(this.release);
    return this.release.files[path.replace('/fw/ota-scripts/', '')] ?? null;
  }

  private send(response: http.ServerResponse, content: Buffer | null): void {
    response.writeHead(content ? 200 : 404, { 'Content-Length': content?.length ?? 0 }).end(content ?? '');
  }
}
