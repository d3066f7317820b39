import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildAppImage } from '@otatools/simulator';
import { Documents } from '../../sidecar/support/documents.js';
import { Sidecar } from '../../support/sidecar.js';
import type { Bench } from '../benches.js';
import { row } from '../row.js';
import { note } from '../support/progress.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const NAME = 'lsp.diagnostics';
const LINES = 2000;
const WARM_UPS = 50;
const KEYS = 300;
/** Who types faster than 25 keys a second holds a key down. */
const BETWEEN_KEYS_MS = 40;

/** Keys typed into a URL in the middle of a long file, as fast as a person can. */
export const diagnostics: Bench = {
  rows: { [NAME]: 'ms' },
  measure: () => withTemporaryFolder(async (folder) => {
    note(`${NAME}: ${KEYS} keys in a file of ${LINES} lines`);
    writeFileSync(path.join(folder, 'new.app-bin'), buildAppImage());
    const sidecar = await Sidecar.start();
    try {
      const documents = new Documents(sidecar);
      await sidecar.request('otatools/language/configure', { folders: [{ folder, root: folder }], device: 'socket://127.0.0.1:9' });
      const half = sourceLines(LINES / 2);
      const document = await documents.open(path.join(folder, 'main.py'), `${half}FW_URL = "http://127.0.0.1:8000/new.app-bin"\n${half}`);
      await document.diagnostics();
      const times: number[] = [];
      const line = LINES / 2;
      for (let key = -WARM_UPS; key < KEYS; key++) {
        // There and back again, so that the file stays as long as it is.
        const start = { line, character: 34 };
        const change = key % 2 === 0 ? { range: { start, end: start }, text: 'x' } : { range: { start, end: { line, character: 35 } }, text: '' };
        const before = performance.now();
        await document.change(change);
        await document.diagnostics();
        if (key >= 0) {
          times.push(performance.now() - before);
        }
        documents.published.items.length = 0;
        await wait(BETWEEN_KEYS_MS);
      }
      times.sort((a, b) => a - b);
      return [row(NAME, 'ms', times[Math.ceil(KEYS * 0.95) - 1]!, null, 'none')];
    } finally {
      sidecar.kill();
    }
  }),
};

/** Such as programs have: strings, comments, brackets and blank lines. */
function sourceLines(count: number): string {
  const lines = ['import time  # 日本語のコメント', 'def measure(pin, samples=8):', '    """Reads a sensor: "quoted", and more."""', "    values = [pin.read() for _ in range(samples)]", "    return {'mean': sum(values) / len(values), 'time': time.time()}", ''];
  return Array.from({ length: count }, (_, index) => `${lines[index % lines.length]}\n`).join('');
}
