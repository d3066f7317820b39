/** The parts of Emscripten's file system that a file system of one's own needs. */
export interface FsNode {
  id: number;
  name: string;
  mode: number;
  parent: FsNode;
  node_ops: object;
  stream_ops: object;
}

export interface FsStream {
  node: FsNode;
  flags: number;
  position: number;
}

export interface FsAttributes {
  mode?: number;
  size?: number;
}

export interface EmscriptenFileSystem {
  readonly ErrnoError: new (errno: number) => Error & { readonly errno: number };
  /** Forgets a node's name: the next look-up asks the file system again. */
  hashRemoveNode(node: FsNode): void;
  createNode(parent: FsNode | null, name: string, mode: number, device?: number): FsNode;
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  mkdir(path: string): void;
  rename(oldPath: string, newPath: string): void;
  mount(type: object, options: object, path: string): void;
  writeFile(path: string, data: Uint8Array): void;
}
