import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { real, sidecar, withoutRealFirmware } from '../../support/paths.js';
import type { Bench } from '../benches.js';
import { notMeasured, row } from '../row.js';
import { note } from '../support/progress.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';

const DELTA = 'ota.delta-bytes';
const COMPRESSED = 'ota.compressed-bytes';
const UNIT = 'B';

/** The two forms of v1.26.0 that are smaller than the image: the delta is for boards that run v1.25.0. */
export const packBytes: Bench = {
  rows: { [DELTA]: UNIT, [COMPRESSED]: UNIT },
  measure: (wanted) => withTemporaryFolder(async (folder) => {
    const missing = withoutRealFirmware;
    if (missing !== false) return wanted.map((name) => notMeasured(name, UNIT, missing));
    note('ota: packing');
    const [command, args] = sidecar('pack', real.after!, '--base', real.before!, '--output', folder, '--json');
    const { packs } = JSON.parse(execFileSync(command, args, { encoding: 'utf8' })) as { packs: { path: string; base: string | null }[] };
    return wanted.map((name) => {
      const pack = packs.find(({ base }) => (base === null) === (name === COMPRESSED))!;
      return row(name, UNIT, statSync(pack.path).size, statSync(real.after!).size, 'the image');
    });
  }),
};
