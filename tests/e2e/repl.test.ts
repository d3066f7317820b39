import assert from 'node:assert/strict';
import test from 'node:test';
import { openEditor } from './support/editor.js';
import { arrange } from './support/scene.js';

test('the device REPL: what is typed runs, Ctrl-C stops it, lines are pasted whole, and a lost board comes back', async (t) => {
  const { board, device, workspace } = await arrange(t);
  workspace.configure({ 'otaTools.device': device });
  const vscode = await openEditor(t, workspace.folder);
  const { terminal } = vscode;
  await vscode.run('openRepl');
  await terminal.shows(/--- REPL of socket:/);
  await terminal.type('\nprint(6*7)\n');
  await terminal.shows(/^42\n>>>$/m);
  await terminal.type('import time\nwhile True: print("turn"); time.sleep_ms(100)\n\n');
  await terminal.shows(/^turn$/m);
  await terminal.press('Control+C');
  await terminal.shows(/KeyboardInterrupt:\s+>>>$/);

  await terminal.paste('def twice(n):\n    if n:\n        return 2 * n\n    return "none"\nprint(twice(21), twice(0))\n');
  await terminal.shows(/^42 none\n>>>$/m);
  await terminal.press('ArrowUp');
  await terminal.shows(/>>> while True:.*$/);
  await vscode.screenshot('terminal');
  await terminal.press('Control+C');
  await terminal.shows(/sleep_ms\(100\)\n>>>$/);

  board.injectFault({ kind: 'link-loss' });
  await terminal.shows(/it answers again\. ---/);
  board.injectFault({ kind: 'link-restore' });
  await terminal.shows(/is back\./);
  await terminal.type('\nprint("ba" + "ck")\n');
  await terminal.shows(/^back\n>>>$/m);
  await vscode.run('openRepl');
  assert.equal(await terminal.count(), 1);
});

test('the device REPL gives way to an upload, says so, and goes on', async (t) => {
  const { device, workspace, port } = await arrange(t, { board: { link: 'uart' } });
  workspace.configure({ 'otaTools.device': device, 'otaTools.port': port });
  const vscode = await openEditor(t, workspace.folder, { locale: 'ja' });
  const { terminal, quickInput, say } = { ...vscode, say: vscode.say.bind(vscode) };
  await vscode.run('openRepl');
  await terminal.shows(/REPL/);
  await terminal.type('\nx = 42\n');
  await terminal.shows(/x = 42\n>>>$/);
  await vscode.run('uploadDeviceScripts');
  await quickInput.choose(say('No Wi-Fi is configured for this folder'), say('Keep the network that the board has'));
  await quickInput.choose(say('Set Firmware URL'), '.app-bin');
  await terminal.shows(/ボードは使用中です/);
  await terminal.type('lost?');
  await vscode.screenshot('in-use');
  await terminal.shows(/ボードが使えるようになりました ---\n+>>>$/);
  await terminal.type('\nx - 1\n');
  const shown = await terminal.shows(/^41\n>>>$/m);
  assert.doesNotMatch(shown, /lost\?/);
  await vscode.screenshot('free-again');
});
