import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { EspError, EspErrorCode } from '../board/esp-error.js';
import type { OperationGate } from '../flash/operation-gate.js';

const MAX_NAME_LENGTH = 15;

export type NvsValue = { readonly i32: number } | { readonly blob: string };
export type NvsContent = Record<string, Record<string, NvsValue>>;

/** Key-value storage: what is set is seen at once, and kept over a power cut from `commit` on. */
export class NvsStore {
  private committed: NvsContent;
  private current: NvsContent;

  constructor(private readonly path: string, private readonly gate: OperationGate, private readonly onCommit: () => void) {
    this.committed = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as NvsContent) : {};
    this.current = structuredClone(this.committed);
  }

  content(): NvsContent {
    return structuredClone(this.current);
  }

  get(namespace: string, key: string, kind: 'i32' | 'blob'): NvsValue {
    const value = this.current[namespace]?.[key];
    if (!value || !(kind in value)) throw new EspError(EspErrorCode.nvsNotFound);
    return value;
  }

  set(namespace: string, key: string, value: NvsValue): void {
    for (const name of [namespace, key])
      if (name.length > MAX_NAME_LENGTH) throw new EspError(EspErrorCode.nvsKeyTooLong);
    (this.current[namespace] ??= {})[key] = value;
  }

  erase(namespace: string, key: string): void {
    if (!this.current[namespace]?.[key]) throw new EspError(EspErrorCode.nvsNotFound);
    delete this.current[namespace][key];
  }

  async commit(): Promise<void> {
    await this.gate.pass(() => {
      this.flush();
      this.onCommit();
    });
  }

  /** An orderly restart: ESP-IDF has written what was set, committed or not. */
  flush(): void {
    this.committed = structuredClone(this.current);
    writeFileSync(`${this.path}.new`, JSON.stringify(this.committed, null, 2));
    renameSync(`${this.path}.new`, this.path);
  }

  powerLost(): void {
    this.current = structuredClone(this.committed);
  }
}
