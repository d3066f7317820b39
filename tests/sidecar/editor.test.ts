// What VS Code's language client says besides our own requests: taken in silence.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { root } from '../support/paths.js';
import { Sidecar } from '../support/sidecar.js';
import { Watch } from '../support/until.js';
import { within } from './support/deadline.js';

const timeout = 60_000;
const folder = { uri: 'file:///home/me/my%20boards', name: 'my boards' };

/** As vscode-languageclient 11.0.0 sends it, in full. */
const initialize = JSON.parse(readFileSync(path.join(root, 'tests/sidecar/support/initialize.json'), 'utf8')) as { readonly capabilities: object };

/** What is offered of LSP; the rest goes by requests of our own. */
const FEATURES = [
  'codeActionProvider', 'codeLensProvider', 'completionProvider', 'documentLinkProvider', 'hoverProvider', 'positionEncoding', 'textDocumentSync',
];

const variants: [string, object][] = [
  ['as it is', {}],
  ['with what nobody knows', { initializationOptions: { settings: { port: 'x' }, more: [1, { a: null }] }, workDoneToken: 'starting', trace: 'messages', experimental: [null] }],
  ['without a folder', { rootPath: null, rootUri: null, workspaceFolders: null }],
  ['with capabilities many times over', { capabilities: { ...initialize.capabilities, experimental: Array.from({ length: 500 }, () => initialize.capabilities) } }],
];

const document = { uri: `${folder.uri}/main.py`, languageId: 'python', version: 1, text: 'print("こんにちは")\n'.repeat(1000) };

const notifications: [string, unknown][] = [
  ['initialized', {}],
  ['$/setTrace', { value: 'verbose' }],
  ['$/setTrace', { value: 'off' }],
  ['workspace/didChangeConfiguration', { settings: { otaTools: { port: 8001 } } }],
  ['workspace/didChangeConfiguration', { settings: null }],
  ['workspace/didChangeWatchedFiles', { changes: [{ uri: folder.uri, type: 2 }] }],
  ['workspace/didChangeWorkspaceFolders', { event: { added: [folder], removed: [] } }],
  ['textDocument/didOpen', { textDocument: document }],
  ['textDocument/didChange', { textDocument: { uri: document.uri, version: 2 }, contentChanges: [{ text: '' }] }],
  ['textDocument/didClose', { textDocument: { uri: document.uri } }],
  ['window/workDoneProgress/cancel', { token: 'nobody' }],
  ['window/workDoneProgress/cancel', { token: 7 }],
  ['$/progress', { token: 'starting', value: { kind: 'begin', title: 'x' } }],
  ['$/cancelRequest', { id: 4711 }],
];

for (const [name, change] of variants) {
  test(`an editor that opens (${name}), configures and closes is served without a word of complaint`, { timeout }, async (t) => {
    const sidecar = Sidecar.spawn();
    t.after(() => sidecar.kill());
    const said = new Watch<unknown>();
    const faults: unknown[] = [];
    sidecar.connection.onRequest((method, params) => said.add([method, params]));
    sidecar.connection.onNotification((method, params) => said.add([method, params]));
    sidecar.connection.onError((error) => void faults.push(error));
    const { capabilities } = await sidecar.request<{ capabilities: object }>('initialize', { ...initialize, processId: process.pid, locale: 'en', ...change });
    assert.deepEqual(Object.keys(capabilities).sort(), FEATURES);
    for (const [method, params] of notifications) {
      await sidecar.connection.sendNotification(method, params);
      assert.deepEqual(await sidecar.request('otatools/serving/state'), { serving: false }, method);
    }
    // A document has no diagnostics: in no version that was looked at, and not when it is closed.
    const diagnostics = (version: object): unknown => ['textDocument/publishDiagnostics', { uri: document.uri, diagnostics: [], ...version }];
    await said.find((one) => isDeepStrictEqual(one, diagnostics({})), 'the diagnostics of the closed document');
    assert.equal(await within(sidecar.stop(), 'the end'), 0);
    assert.deepEqual(said.items.at(-1), diagnostics({}));
    const others = said.items.slice(0, -1).filter((one) => ![1, 2].some((version) => isDeepStrictEqual(one, diagnostics({ version }))));
    assert.deepEqual([others, faults, sidecar.stderr], [[], [], '']);
  });
}
