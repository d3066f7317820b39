import { lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BLOCK_SIZE, blocksFor } from '../../storage/blocks.js';
import type { EmscriptenFileSystem, FsAttributes, FsNode, FsStream } from './emscripten.js';
import { wasiErrno } from './errno.js';
import type { Medium } from './medium.js';

const DIRECTORY_MODE = 0o040755;
const FILE_MODE = 0o100644;

interface OpenFile extends FsStream {
  content?: Buffer;
  dirty?: boolean;
  /** As on littlefs: once a write to it has failed, or its name is gone, nothing is written when it is closed. */
  lost?: boolean;
}

/**
 * The board's file system in a folder of the host. As on littlefs, what a program writes is on the medium once the
 * file is closed or flushed; a power cut before that leaves the old content.
 */
export class HostFileSystem {
  /** `open(…, 'w')` truncates before it opens; the medium learns of it with the rest, at the close. */
  private readonly truncations = new WeakMap<FsNode, number>();
  private readonly openFiles = new Set<OpenFile>();

  private readonly nodeOperations = this.guarded({
    getattr: (node: FsNode) => this.attributesOf(node),
    setattr: (node: FsNode, { size }: FsAttributes) => {
      this.medium.requireWritable();
      if (size !== undefined) this.truncations.set(node, size);
    },
    lookup: (parent: FsNode, name: string) => this.createNode(parent, name, this.modeOf(join(this.pathOf(parent), name))),
    mknod: (parent: FsNode, name: string, mode: number) => this.make(parent, name, mode),
    rename: (node: FsNode, directory: FsNode, name: string) => {
      this.medium.requireWritable();
      const [source, target] = [this.pathOf(node), join(this.pathOf(directory), name)];
      renameSync(source, target);
      for (const file of this.openAt(target)) file.lost = true;
      for (const moved of [node, ...this.openAt(source).map((file) => file.node)]) {
        moved.name = name;
        moved.parent = directory;
      }
      this.medium.changed();
    },
    unlink: (parent: FsNode, name: string) => {
      this.medium.requireWritable();
      const path = join(this.pathOf(parent), name);
      unlinkSync(path);
      for (const file of this.openAt(path)) file.lost = true;
      this.medium.changed();
    },
    rmdir: (parent: FsNode, name: string) => {
      this.medium.requireWritable();
      rmdirSync(join(this.pathOf(parent), name));
      this.medium.changed();
    },
    readdir: (node: FsNode) => ['.', '..', ...readdirSync(this.pathOf(node))],
  });

  private readonly streamOperations = this.guarded({
    open: (file: OpenFile) => {
      if (!this.fs.isFile(file.node.mode)) return;
      file.content = readFileSync(this.pathOf(file.node));
      this.openFiles.add(file);
      this.applyTruncation(file);
    },
    close: (file: OpenFile) => {
      this.openFiles.delete(file);
      this.commit(file);
    },
    fsync: (file: OpenFile) => this.commit(file),
    read: (file: OpenFile, buffer: Uint8Array, offset: number, length: number, position: number) => {
      const data = file.content!.subarray(position, position + length);
      buffer.set(data, offset);
      return data.length;
    },
    write: (file: OpenFile, buffer: Uint8Array, offset: number, length: number, position: number) => {
      this.reserve(file, position + length);
      this.grow(file, position + length);
      file.content!.set(buffer.subarray(offset, offset + length), position);
      file.dirty = true;
      return length;
    },
    llseek: (file: OpenFile, offset: number, whence: number) => {
      const base = [0, file.position, file.content?.length ?? 0][whence] ?? 0;
      if (base + offset < 0) throw new this.fs.ErrnoError(wasiErrno['EINVAL']!);
      return base + offset;
    },
  });

  constructor(
    private readonly fs: EmscriptenFileSystem,
    private readonly root: string,
    private readonly medium: Medium,
    private readonly onWritten: (bytes: number) => void,
  ) {}

  mount(): FsNode {
    return this.createNode(null, '/', DIRECTORY_MODE);
  }

  private createNode(parent: FsNode | null, name: string, mode: number): FsNode {
    const node = this.fs.createNode(parent, name, mode);
    // What a test puts into the folder or takes away is seen at once.
    if (parent) this.fs.hashRemoveNode(node);
    node.node_ops = this.nodeOperations;
    node.stream_ops = this.streamOperations;
    return node;
  }

  private make(parent: FsNode, name: string, mode: number): FsNode {
    this.medium.requireBlocks(this.fs.isDir(mode) ? 1 : 0);
    const path = join(this.pathOf(parent), name);
    if (this.fs.isDir(mode)) mkdirSync(path);
    else writeFileSync(path, '');
    this.medium.changed();
    return this.createNode(parent, name, mode);
  }

  private applyTruncation(file: OpenFile): void {
    const size = this.truncations.get(file.node);
    if (size === undefined) return;
    this.truncations.delete(file.node);
    file.content = file.content!.subarray(0, size);
    file.dirty = true;
  }

  private commit(file: OpenFile): void {
    if (!file.dirty || file.lost || !file.content) return;
    file.dirty = false;
    writeFileSync(this.pathOf(file.node), file.content);
    this.onWritten(file.content.length);
    this.medium.changed();
  }

  private openAt(path: string): OpenFile[] {
    return [...this.openFiles].filter((file) => this.pathOf(file.node) === path);
  }

  /** Beside the old content, which stays until the new one is there. */
  private reserve(file: OpenFile, length: number): void {
    try {
      this.medium.requireBlocks(blocksFor(Math.max(length, file.content!.length)));
    } catch (error) {
      file.lost = true;
      throw error;
    }
  }

  private grow(file: OpenFile, length: number): void {
    if (length <= file.content!.length) return;
    const grown = Buffer.alloc(length);
    file.content!.copy(grown);
    file.content = grown;
  }

  private pathOf(node: FsNode): string {
    const names: string[] = [];
    for (let current = node; current.parent !== current; current = current.parent) names.unshift(current.name);
    return join(this.root, ...names);
  }

  private modeOf(path: string): number {
    return lstatSync(path).isDirectory() ? DIRECTORY_MODE : FILE_MODE;
  }

  private attributesOf(node: FsNode): object {
    const { size, mode, atime, mtime, ctime } = lstatSync(this.pathOf(node));
    return {
      dev: 1, ino: node.id, mode: this.fs.isDir(mode) ? DIRECTORY_MODE : FILE_MODE, nlink: 1, uid: 0, gid: 0, rdev: 0,
      size, atime, mtime, ctime, blksize: BLOCK_SIZE, blocks: Math.ceil(size / BLOCK_SIZE),
    };
  }

  /** The same functions, with the host's errors turned into Emscripten's. */
  private guarded<T extends Record<string, (...args: never[]) => unknown>>(operations: T): T {
    const guard = (operation: (...args: never[]) => unknown) => (...args: never[]): unknown => {
      try {
        return operation(...args);
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        throw code ? new this.fs.ErrnoError(wasiErrno[code] ?? wasiErrno['EIO']!) : error;
      }
    };
    return Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, guard(operation)])) as T;
  }
}
