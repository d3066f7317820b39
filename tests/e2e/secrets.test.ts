import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { trackedByGit } from '../sidecar/support/git.js';
import { openEditor } from './support/editor.js';
import { arrange, PASSWORD, SSID } from './support/scene.js';

/** The files below a folder that hold a text, in any of the ways in which it could be written down. */
function filesWith(folder: string, secret: string): string[] {
  const forms = [secret, Buffer.from(secret).toString('base64').replace(/=+$/, ''), Buffer.from(secret, 'utf8').toString('hex'), encodeURIComponent(secret)];
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readFileSync(file);
      return forms.some((form) => content.includes(form));
    });
}

/** The command lines and environments of all processes that this user may read. */
function processesWith(secret: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((id) =>
      ['cmdline', 'environ'].filter((part) => {
        try {
          return readFileSync(`/proc/${id}/${part}`, 'utf8').includes(secret);
        } catch {
          return false;
        }
      }).map((part) => `/proc/${id}/${part}`),
    );
}

test('with the most talkative trace the password is in no log, trace, setting, state file or process list', async (t) => {
  const { board, workspace, device, port } = await arrange(t);
  workspace.configure({ 'otaTools.device': device, 'otaTools.port': port, 'otaTools.trace.server': 'verbose' });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('updateDeviceNow');
  await vscode.quickInput.choose('No Wi-Fi is configured', 'Configure Wi-Fi…');
  await vscode.quickInput.answer('Configure Wi-Fi (1/2)', SSID);
  await vscode.quickInput.answer('Configure Wi-Fi (2/2)', PASSWORD);
  await vscode.toasts.waitFor('Updating the board');
  const running = processesWith(PASSWORD);
  await vscode.toasts.waitFor('now runs');

  const trace = await vscode.channel('OTA Tools: Trace').text();
  assert.match(trace, /otatools\/update\/run/);
  assert.match(trace, new RegExp(`"ssid": "${SSID}"`), 'the trace does hold what the request said');
  for (const channel of [vscode.console, vscode.requests, vscode.log]) {
    assert.ok(!(await channel.text()).includes(PASSWORD), channel.name);
  }
  assert.ok(!trace.includes(PASSWORD));
  assert.deepEqual(running, []);
  assert.deepEqual(filesWith(workspace.folder, PASSWORD), []);
  const profiles = readdirSync(tmpdir()).filter((name) => name.startsWith('otatools-e2e-'));
  assert.ok(profiles.length > 0);
  assert.deepEqual(profiles.flatMap((profile) => filesWith(path.join(tmpdir(), profile), PASSWORD)), []);
  assert.ok(String(board.files.read('/ota.json')).includes(PASSWORD), 'the board has it, and so it was looked for');
});

test('the password in an ota.py that is open and edited is in no log and no trace, and in no file but that one', async (t) => {
  const { workspace, device, port } = await arrange(t);
  // Copies that VS Code itself makes of what a person types.
  workspace.configure({ 'otaTools.device': device, 'otaTools.port': port, 'otaTools.trace.server': 'verbose', 'workbench.localHistory.enabled': false, 'files.hotExit': 'off' });
  workspace.write('ota.py', `WIFI_SSID = "${SSID}"\nWIFI_PASS = "${PASSWORD}"\nCHUNK = 4096\n`);
  trackedByGit(workspace.folder, 'ota.py');
  const vscode = await openEditor(t, workspace.folder);
  const { editor } = vscode;
  await editor.open('ota.py');
  await editor.squiggles('warning', 1);
  await editor.goTo('CHUNK', workspace.read('ota.py'), 0);
  await vscode.page.keyboard.insertText(`# once ${PASSWORD}\n`);
  await editor.goTo(PASSWORD, workspace.read('ota.py'));
  await editor.hover(/WIFI_PASS|git/);
  await vscode.page.keyboard.press('Escape');
  await editor.fix(/secret storage/i);
  await vscode.toasts.waitFor(`The password of "${SSID}"`);
  await editor.savedAs(() => workspace.read('ota.py'), `WIFI_SSID = "${SSID}"\nWIFI_PASS = ""\n# once ${PASSWORD}\nCHUNK = 4096\n`);

  const trace = await vscode.channel('OTA Tools: Trace').text();
  for (const method of ['textDocument/didOpen', 'textDocument/didChange', 'textDocument/hover', 'textDocument/codeAction', 'textDocument/publishDiagnostics']) {
    assert.ok(trace.includes(method), method);
  }
  assert.ok(!trace.includes(PASSWORD));
  assert.ok(!(await vscode.log.text()).includes(PASSWORD));
  assert.deepEqual(filesWith(workspace.folder, PASSWORD), [workspace.path('ota.py')]);
  const profiles = readdirSync(tmpdir()).filter((name) => name.startsWith('otatools-e2e-'));
  assert.deepEqual(profiles.flatMap((profile) => filesWith(path.join(tmpdir(), profile), PASSWORD)), []);
});
