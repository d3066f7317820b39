import { consoleAtFullSpeed } from './console/full-speed.js';
import { linkIdleCpu } from './console/idle-cpu.js';
import { editor } from './extension/editor.js';
import { vsixSize } from './extension/vsix-size.js';
import { catalogueOf5000 } from './firmware/catalogue.js';
import { inspectFiles } from './firmware/inspect.js';
import { deviceUpdate } from './ota/device-update.js';
import { packBytes } from './ota/pack-bytes.js';
import type { Row } from './row.js';
import { serveThousand } from './serve/serve-thousand.js';
import { diagnostics } from './sidecar/diagnostics.js';
import { sidecarIdleMemory } from './sidecar/idle-memory.js';
import { sidecarInitialize } from './sidecar/initialize.js';
import { fastUploads, uploads } from './upload/uploads.js';

/** Rows that are measured together. */
export interface Bench {
  /** Units by the rows' names. */
  readonly rows: Readonly<Record<string, string>>;
  measure(wanted: readonly string[]): Promise<Row[]>;
}

export const benches: readonly Bench[] = [sidecarInitialize, sidecarIdleMemory, inspectFiles, catalogueOf5000, diagnostics, uploads, fastUploads, serveThousand, consoleAtFullSpeed, linkIdleCpu, editor, vsixSize, packBytes, deviceUpdate];
