// Power cut at every step that an update of the scripts takes in the file system: there is always one whole set.
import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { ScriptBoard, scriptsOf } from './support/script-board.js';
import type { Release } from './support/script-server.js';

const BROKEN = '\nimport nothing_of_that_name\n';
const NEW_FILE = { 'ota_extra.py': Buffer.from('# new in this release\n') };

/** More steps than there are: what is behind the last one is not cut, and says so. */
const MOST_STEPS = 34;
const EACH = process.env['OTATOOLS_SWEEP'] === '1' ? 1 : 3;

interface Outcome { cut: string | null }

/** Cuts the power at the step with this number, counted from when the release is offered; the board must get over it alone. */
async function cutAt(t: TestContext, step: number, more: string): Promise<Outcome & { board: ScriptBoard; release: Release }> {
  const board = await ScriptBoard.start(t, { cuts: true });
  await board.settles();
  const plain = board.next('0.2.0', 2000, more);
  const changed = { 'ota_state.py': Buffer.concat([plain.files['ota_state.py']!, Buffer.from('# changed\n')]) };
  const release = board.folder.release = { ...plain, files: { ...plain.files, ...changed, ...NEW_FILE } };
  board.device.board.files.write('/cut', Buffer.from(String(step)));
  const from = board.device.mark;
  await board.device.restart();
  const line = await board.device.line(/^\[test\] cut at |^main\.py runs$/, from, 30_000);
  const cut = line.startsWith('[test]') ? line.slice(14) : null;
  if (cut !== null) {
    const { boots } = board.device.board.state();
    board.device.board.setPower(false);
    board.device.board.setPower(true);
    await board.device.reach({ 'boots>': boots + 1 });
  }
  return { board, release, cut };
}

for (const [name, more, end] of [
  ['a release that is good', '', /^\[OTA\] scripts kept: version 0\.2\.0$/],
  ['a release that is broken', BROKEN, /^\[OTA\] scripts left alone: version 0\.2\.0/],
] as const) {
  let behind = false;
  describe(`power cut at any step of ${name}`, { concurrency: 3 }, () => {
    for (let step = 1; step <= MOST_STEPS; step += EACH) {
      test(`step ${step}`, async (t) => {
        const { board, release, cut } = await cutAt(t, step, more);
        behind ||= cut === null;
        t.diagnostic(cut ?? 'nothing is left to cut');
        for (let start = 0; start < 6 && !board.device.lines.items.some((line) => end.test(line)); start++) {
          const from = board.device.mark;
          await board.device.restart();
          await board.settles(from);
        }
        await board.device.line(end);
        // What is tidied up is tidied at the next start.
        const from = board.device.mark;
        await board.device.restart();
        await board.settles(from);
        board.assertRuns(more ? scriptsOf('0.1.0', board.options) : release);
        board.assertTidy();
        assert.equal((board.device.board.files.read('/') as string[]).includes('ota_extra.py'), more === '');
      });
    }
  });
  test(`every step of ${name} was among them`, () => assert.ok(behind));
}
