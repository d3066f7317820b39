// Documents as the reference client speaks of them: what is published when, and what questions are answered from.
import assert from 'node:assert/strict';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { buildAppImage } from '@otatools/simulator';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { Sidecar } from '../support/sidecar.js';
import { Watch } from '../support/until.js';
import { refusal, startSidecar } from './support/client.js';
import { codesOf, Documents, type EditedDocument } from './support/documents.js';
import { temporaryFolder } from './support/folder.js';

const timeout = 60_000;
const MISSING = 'firmware-file-missing';

/** A sidecar that knows a folder with OTA/new.app-bin in it, for a board on this computer. */
async function arrange(test: TestContext): Promise<{ folder: string; documents: Documents; sidecar: Sidecar }> {
  const folder = temporaryFolder(test);
  mkdirSync(path.join(folder, 'OTA'));
  writeFileSync(path.join(folder, 'OTA/new.app-bin'), buildAppImage({ version: 'v1.27.0' }));
  const sidecar = await startSidecar(test);
  const documents = new Documents(sidecar);
  await sidecar.request('otatools/language/configure', { folders: [{ folder, root: folder }], device: 'socket://127.0.0.1:9', port: 8000 });
  return { folder, documents, sidecar };
}

const url = (name: string): string => `http://127.0.0.1:8000/OTA/${name}`;

test('what a server can do is told at the start', { timeout }, async (t) => {
  const sidecar = Sidecar.spawn();
  t.after(() => sidecar.kill());
  const { capabilities } = await sidecar.request<{ capabilities: Record<string, unknown> }>('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2, save: {} });
  assert.deepEqual(Object.keys(capabilities).sort(),
    ['codeActionProvider', 'codeLensProvider', 'completionProvider', 'documentLinkProvider', 'hoverProvider', 'positionEncoding', 'textDocumentSync']);
});

test('diagnostics come with the version, go with the reason, and end when the document is closed', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  const document = await documents.open(path.join(folder, 'ota.py'), `FW_URL = "${url('old.app-bin')}"\n`);
  const missing = await document.diagnostic(MISSING);
  assert.equal(missing.source, 'OtaTools');
  assert.match(document.textAt(missing.range), /old\.app-bin/);
  await document.replace('old.app-bin', 'new.app-bin');
  assert.deepEqual(codesOf(await document.diagnostics()), []);
  await document.replace('new.app-bin', 'none.app-bin');
  await document.diagnostic(MISSING);
  const before = documents.published.items.length;
  await document.close();
  const last = await documents.published.find(() => true, 'the end', undefined, before);
  assert.deepEqual(last, { uri: document.uri, diagnostics: [] });
});

test('files that come, are renamed and go change what is said', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  const document = await documents.open(path.join(folder, 'ota.py'), `FW_URL = "${url('later.app-bin')}"\n`);
  await document.diagnostic(MISSING);
  renameSync(path.join(folder, 'OTA/new.app-bin'), path.join(folder, 'OTA/later.app-bin'));
  const before = documents.published.items.length;
  await documents.published.find(({ diagnostics }) => diagnostics.length === 0, 'the file was found', undefined, before - 1);
  renameSync(path.join(folder, 'OTA/later.app-bin'), path.join(folder, 'OTA/new.app-bin'));
  await documents.published.find(({ diagnostics }) => codesOf(diagnostics).includes(MISSING), 'the file is missed', undefined, before);
});

test('of two hundred quick edits the last state wins', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  const document = await documents.open(path.join(folder, 'main.py'), `${'# あ😀\r\n'.repeat(500)}FW_URL = "${url('x0.app-bin')}"\r\n`);
  for (let i = 1; i <= 200; i++) {
    void document.replace(`x${i - 1}.app-bin`, `x${i}.app-bin`);
  }
  assert.match(document.textAt((await document.diagnostic(MISSING)).range), /x200\.app-bin/);
  const versions = documents.published.items.map(({ version }) => version!);
  assert.deepEqual(versions, [...versions].sort((a, b) => a - b), 'no older state comes after a newer one');
  await document.replace('x200.app-bin', 'new.app-bin');
  assert.deepEqual(await document.diagnostics(), []);
});

test('an edit is applied where UTF-16, line ends and surrogates say', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  for (const end of ['\n', '\r\n', '\r']) {
    const document = await documents.open(path.join(folder, `${JSON.stringify(end).length}.py`), `# 日本語 😀😀${end}\t# タブ${end}FW_URL = "${url('a.app-bin')}" # 😀${end}`);
    await document.replace('😀😀', '👩‍👩‍👧');
    await document.replace('タブ', `長い${end}二行`);
    await document.change({ range: document.rangeOf('a.app-bin'), text: 'あ😀.app-bin' }, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: `\ufeff# ${end}` });
    assert.match(document.textAt((await document.diagnostic('url-invalid')).range), /あ😀\.app-bin/);
    await document.close();
  }
});

test('a change of the whole text, and one that names no place in it, are survived', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  const document = await documents.open(path.join(folder, 'ota.py'), 'x = 1\n');
  await document.change({ text: `FW_URL = "${url('gone.app-bin')}"` });
  await document.diagnostic(MISSING);
  await documents.sidecar.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri: document.uri, version: 9 }, contentChanges: [{ range: { start: { line: 99, character: 99 }, end: { line: 5, character: -4 } }, text: '\n#' }],
  });
  document.version = 9;
  await document.diagnostics();
  assert.notEqual(await document.hover('FW_URL'), null);
});

test('of documents that are not open, or none of ours, nothing is said', { timeout }, async (t) => {
  const { folder, documents, sidecar } = await arrange(t);
  const notes = await documents.open(path.join(folder, 'notes.md'), `FW_URL = "${url('none.app-bin')}"`);
  for (const [method, params] of questions(notes)) {
    assert.equal(await notes.ask(method, params), null, method);
  }
  const closed = await documents.open(path.join(folder, 'ota.py'), `FW_URL = "${url('none.app-bin')}"`);
  await closed.close();
  await sidecar.connection.sendNotification('textDocument/didChange', { textDocument: { uri: closed.uri, version: 2 }, contentChanges: [{ text: 'FW_URL = 1' }] });
  for (const [method, params] of questions(closed)) {
    assert.equal(await closed.ask(method, params), null, method);
  }
  assert.deepEqual(documents.published.items.map(({ uri, diagnostics }) => [uri, diagnostics]), [[closed.uri, []]]);
});

function questions(document: EditedDocument): [string, object][] {
  const position = { line: 0, character: 1 };
  return [
    ['textDocument/hover', { position }], ['textDocument/completion', { position }], ['textDocument/codeLens', {}], ['textDocument/documentLink', {}],
    ['textDocument/codeAction', { range: document.rangeOf('FW_URL'), context: { diagnostics: [] } }],
  ];
}

/** So long that a question about it takes a while. */
const LONG = `${'WIFI_SSID = "x" # あ😀\n'.repeat(20_000)}FW_URL = "http://127.0.0.1/`;

/** Asks again until an answer is the one that only a race brings about; every other one has to be a good one. */
async function untilRefused(code: number, ask: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    const outcome = await ask().then((value) => ({ value }), (error: { code: number }) => error);
    if ('code' in outcome) {
      assert.equal(outcome.code, code);
      return;
    }
    assert.notEqual(outcome.value, null);
  }
  assert.fail(`no question ended with ${code}`);
}

test('a question that is cancelled ends with that', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  const document = await documents.open(path.join(folder, 'ota.py'), LONG);
  await untilRefused(-32800, () => {
    const cancelling = new CancellationTokenSource();
    const answer = document.ask('textDocument/codeLens', {}, cancelling.token);
    cancelling.cancel();
    return answer;
  });
});

test('a question whose document changes before its answer is told so', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  const document = await documents.open(path.join(folder, 'ota.py'), LONG);
  await untilRefused(-32801, async () => {
    const answer = document.ask('textDocument/codeLens', {});
    await document.change({ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '#' });
    return await answer;
  });
});

test('lenses are to be asked for anew when serving starts and stops', { timeout }, async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(path.join(folder, 'new.app-bin'), buildAppImage());
  const sidecar = Sidecar.spawn();
  t.after(() => sidecar.kill());
  await sidecar.request('initialize', { processId: process.pid, rootUri: null, locale: 'en', capabilities: { workspace: { codeLens: { refreshSupport: true } } } });
  await sidecar.connection.sendNotification('initialized', {});
  const refreshes = new Watch<string>();
  sidecar.connection.onRequest('workspace/codeLens/refresh', () => {
    refreshes.add('refresh');
    return null;
  });
  const document = await new Documents(sidecar).open(path.join(folder, 'ota.py'), 'FW_URL = "http://127.0.0.1:8000/new.app-bin"\n');
  await sidecar.request('otatools/language/configure', { folders: [{ folder, root: folder }] });
  await refreshes.find(() => true, 'a refresh for the settings');
  const commands = async (): Promise<string[]> => (await document.lenses()).map(({ command }) => command!.command);
  assert.ok((await commands()).includes('otaTools.startServing'));
  const before = refreshes.items.length;
  await sidecar.request('otatools/serving/start', { root: folder, port: 0, address: '127.0.0.1' });
  await refreshes.find(() => true, 'a refresh for serving', undefined, before);
  assert.ok((await commands()).includes('otaTools.stopServing'));
});

test('a sidecar that has shut down answers no question', { timeout }, async (t) => {
  const { folder, documents, sidecar } = await arrange(t);
  const document = await documents.open(path.join(folder, 'ota.py'), 'FW_URL = ""');
  await sidecar.request('shutdown');
  assert.equal((await refusal(document.lenses())).code, -32600);
});
