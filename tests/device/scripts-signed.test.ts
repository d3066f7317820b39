// With a key in /ota.json scripts come from its owner alone, and only upwards.
import { test } from 'node:test';
import { modulusOf, newKey } from './support/manifests.js';
import { ScriptBoard, scriptsOf } from './support/script-board.js';

const key = newKey(2048);
const other = newKey(2048);

test('scripts that are signed with the key are installed; unsigned, of another key, or played back they are not', async (t) => {
  const board = await ScriptBoard.start(t, { key: modulusOf(key) });
  const { device, folder } = board;
  await board.settles();
  const release = board.next('0.2.0', 2000);
  const first = scriptsOf('0.1.0');
  for (const [signer, says] of [[undefined, /^\[OTA\] scripts: .*not signed/], [other, /^\[OTA\] scripts: .*signature is wrong/]] as const) {
    folder.release = { ...release, ...(signer && { key: signer }) };
    const from = device.mark;
    await device.restart();
    await device.line(says, from);
    await board.settles(from);
    board.assertRuns(first);
  }

  folder.release = { ...release, key };
  let from = device.mark;
  await device.restart();
  await board.settles(device.lines.items.indexOf(await device.line(/^\[OTA\] scripts kept: version 0\.2\.0$/, from)));
  board.assertRuns(release);

  const older = board.next('0.1.5', 1005);
  folder.release = { ...older, key };
  from = device.mark;
  await device.restart();
  await board.settles(from);
  board.assertRuns(release);

  // The manifest of one release with the files of another.
  folder.release = { ...board.next('0.3.0', 3000), key };
  folder.instead.set('/fw/ota-scripts/ota.py', older.files['ota.py']!);
  from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] scripts: scripts: ota\.py/, from);
  await board.settles(from);
  board.assertRuns(release);
});
