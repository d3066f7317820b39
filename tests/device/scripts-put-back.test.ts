// New scripts that are broken: whatever they do, the board comes back to the ones of before, and says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScriptBoard, scriptsOf } from './support/script-board.js';
import type { Release } from './support/script-server.js';

/** Installs a release that must not stay; returns where the board settled again. */
async function putBack(board: ScriptBoard, release: Release, why: RegExp, from = board.device.mark): Promise<void> {
  board.folder.release = release;
  await board.device.restart();
  const line = await board.device.line(/^\[OTA\] scripts put back:/, from);
  assert.match(line, why);
  await board.settles(board.device.lines.items.indexOf(line, from));
  board.assertRuns(scriptsOf('0.1.0', board.options));
  board.assertTidy();
}

const broken: [name: string, more: string, why: RegExp][] = [
  ['a syntax error', '\ndef boot(:\n', /version 0\.2\.0 did not complete a boot: SyntaxError/],
  ['an exception at import', '\nimport nothing_of_that_name\n', /ImportError: no module named/],
  ['an exception in boot()', '\ndef boot():\n    [][0]\n', /IndexError/],
  ['no boot() at all', '\ndel boot\n', /AttributeError/],
  ['all memory taken', '\ndef boot():\n    raise MemoryError("memory allocation failed")\n', /MemoryError/],
  ['a hang', '\ndef boot():\n    while True:\n        pass\n', /it hung, crashed or reset the board/],
  ['a reset in boot()', '\ndef boot():\n    import machine\n    machine.reset()\n', /it hung, crashed or reset the board/],
  ['a soft reset in boot()', '\ndef boot():\n    import sys\n    sys.exit()\n', /it hung, crashed or reset the board/],
];

for (const [name, more, why] of broken) {
  test(`${name} is put back, and not tried again`, async (t) => {
    const board = await ScriptBoard.start(t, { trialMs: 3000 });
    await board.settles();
    const release = board.next('0.2.0', 2000, more);
    await putBack(board, release, why);
    let from = board.device.mark;
    await board.device.restart();
    await board.device.line(/^\[OTA\] scripts left alone: version 0\.2\.0/, from);
    await board.settles(from);
    // The next one is another matter.
    const mended = board.folder.release = board.next('0.2.1', 2001);
    from = board.device.mark;
    await board.device.restart();
    await board.settles(board.device.lines.items.indexOf(await board.device.line(/^\[OTA\] scripts kept: version 0\.2\.1$/, from)));
    board.assertRuns(mended);
  });
}

test('a server that is away while good scripts are new does not put them back at once', async (t) => {
  const board = await ScriptBoard.start(t);
  await board.settles();
  const release = board.folder.release = board.next('0.2.0', 2000);
  let from = board.device.mark;
  await board.device.restart();
  await board.device.line(/^\[OTA\] scripts fetched/, from);
  board.folder.silent = true;
  await board.settles(from);
  for (let start = 0; start < 2; start++) {
    from = board.device.mark;
    await board.device.restart();
    await board.settles(from);
    board.assertRuns(release);
  }
  board.folder.silent = false;
  from = board.device.mark;
  await board.device.restart();
  await board.device.line(/^\[OTA\] scripts kept: version 0\.2\.0$/, from);
});

test('scripts that never reach the server any more are put back, tried three times, and then left alone', async (t) => {
  const board = await ScriptBoard.start(t);
  await board.settles();
  // They join, and ask nobody.
  board.folder.release = board.next('0.2.0', 2000, '\ndef boot():\n    print("[test] asks nobody")\n');
  const until = async (pattern: RegExp): Promise<void> => {
    const from = board.device.mark;
    for (let start = 0; start < 24; start++) {
      const begun = board.device.mark;
      await board.device.restart();
      await board.device.line(/^main\.py runs$/, begun);
      if (board.device.lines.items.slice(from).some((line) => pattern.test(line))) return;
    }
    assert.fail(`never ${pattern}`);
  };
  await until(/^\[OTA\] scripts left alone: version 0\.2\.0/);
  const times = board.device.lines.items.filter((line) => /^\[OTA\] scripts put back/.test(line)).length;
  assert.equal(times, 3);
  board.assertRuns(scriptsOf('0.1.0'));
});

test('scripts that reach the server and could never be renewed again are put back', async (t) => {
  const board = await ScriptBoard.start(t);
  await board.settles();
  const release = board.next('0.2.0', 2000);
  const unable = Buffer.from('def update(*a):\n    raise ValueError("cannot renew")\n');
  board.folder.release = { ...release, files: { ...release.files, 'ota_scripts.py': unable } };
  const from = board.device.mark;
  for (let start = 0; start < 6; start++) {
    const begun = board.device.mark;
    await board.device.restart();
    await board.device.line(/^main\.py runs$/, begun);
  }
  await board.device.line(/^\[OTA\] scripts put back: version 0\.2\.0 .*no answer of the server in 5 starts/, from);
  assert.ok(!board.device.lines.items.some((line) => /scripts kept/.test(line)));
});

test('Ctrl-C in a start with new scripts leads to a REPL that stays, and counts nothing against them', async (t) => {
  const board = await ScriptBoard.start(t, { trialMs: 2500 });
  await board.settles();
  const slow = '\n_boot = boot\ndef boot():\n    print("[test] slow")\n    time.sleep_ms(1500)\n    _boot()\n';
  const release = board.folder.release = board.next('0.2.0', 2000, slow);
  let from = board.device.mark;
  await board.device.restart();
  await board.device.line(/^\[test\] slow$/, from);
  board.device.type('\x03');
  await board.device.line(/^\[OTA\] these scripts are unproved/, from);
  board.device.type('import time; time.sleep_ms(3000); print(6 * 7)\r');
  await board.device.line(/^42$/, from);
  assert.equal(board.device.board.state().resets.watchdog, 0);
  from = board.device.mark;
  await board.device.restart();
  await board.settles(board.device.lines.items.indexOf(await board.device.line(/^\[OTA\] scripts kept: version 0\.2\.0$/, from)));
  board.assertRuns(release);
});

test('an exception in scripts that are not new is one line, and main.py starts', async (t) => {
  const board = await ScriptBoard.start(t);
  await board.settles();
  board.device.board.files.write('/ota.py', Buffer.from('1 / 0\n'));
  const from = board.device.mark;
  await board.device.restart();
  await board.device.line(/^\[BOOT\]\[ERR\] divide by zero$/, from);
  await board.settles(from);
});

for (const journal of ['', '{', 'null', '[]', '{"state": "switch"}', '{"state": "begun", "files": 7}', '{"state": "nothing known"}']) {
  test(`a journal of ${journal || 'nothing'} does not keep the board from starting`, async (t) => {
    const board = await ScriptBoard.start(t);
    await board.settles();
    board.device.board.files.write('/ota_scripts.json', Buffer.from(journal));
    const from = board.device.mark;
    await board.device.restart();
    await board.settles(from);
    board.assertRuns(scriptsOf('0.1.0'));
  });
}
