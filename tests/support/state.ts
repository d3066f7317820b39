// What a sidecar of a test remembers is gone with the test's process, and none of it is a person's own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const STATE = 'OTATOOLS_STATE_DIR';

if (process.env[STATE] === undefined) {
  const folder = mkdtempSync(path.join(tmpdir(), 'otatools-state-'));
  process.env[STATE] = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}
