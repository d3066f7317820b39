// What is said of settings, with its place, its fix and what the fix makes of the text: each rule once, over the wire.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildAppImage, buildFullFlash } from '@otatools/simulator';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-protocol';
import { deviceOf, startBoard } from './support/board.js';
import { startSidecar } from './support/client.js';
import { codesOf, Documents, type EditedDocument } from './support/documents.js';
import { temporaryFolder } from './support/folder.js';
import { trackedByGit } from './support/git.js';
import type { Sidecar } from '../support/sidecar.js';

const timeout = 60_000;
const PASSWORD = 'correct horse battery';

interface Scene {
  readonly folder: string;
  readonly sidecar: Sidecar;
  readonly documents: Documents;
}

/** OTA with one image that fits, a full one without its app image, one for another chip and one that is damaged; for a board on this computer. */
async function arrange(test: TestContext, around: object = { device: 'socket://127.0.0.1:9' }): Promise<Scene> {
  const folder = temporaryFolder(test);
  mkdirSync(path.join(folder, 'OTA'));
  const app = buildAppImage({ version: 'v1.27.0' });
  const write = (name: string, content: Buffer): void => writeFileSync(path.join(folder, 'OTA', name), content);
  write('good.app-bin', app);
  write('full.bin', buildFullFlash(app, '4MiB-ota'));
  write('c3.app-bin', buildAppImage({ version: 'v1.27.0', chipId: 5 }));
  write('goodd.app-bin', app.subarray(0, app.length - 5000));
  const sidecar = await startSidecar(test);
  await sidecar.request('otatools/language/configure', { folders: [{ folder, root: folder }], port: 8000, ...around });
  return { folder, sidecar, documents: new Documents(sidecar) };
}

/** Code, the text that is underlined, severity, and how the first fix leaves the text: null where there is none. */
type Rule = readonly [text: string, code: string, at: string, severity: 1 | 2 | 3, fixed: string | null];

const here = 'http://127.0.0.1:8000/OTA';
const python: readonly Rule[] = [
  [`FW_URL = "${here}/gooood.app-bin"`, 'firmware-file-missing', 'gooood.app-bin', 2, `FW_URL = "${here}/good.app-bin"`],
  [`FW_URL = '${here}/goodd.app-bin'  # 日本語`, 'firmware-damaged', 'goodd.app-bin', 1, `FW_URL = '${here}/good.app-bin'  # 日本語`],
  [`FW_URL = "${here}/full.bin"`, 'firmware-full-flash', 'full.bin', 1, `FW_URL = "${here}/full.app-bin"`],
  [`FW_URL = "htp://127.0.0.1:8000/OTA/good.app-bin"`, 'url-scheme-misspelt', 'htp://', 1, `FW_URL = "${here}/good.app-bin"`],
  [`FW_URL = "ftp://127.0.0.1:8000/OTA/good.app-bin"`, 'url-scheme-unsupported', 'ftp', 1, `FW_URL = "${here}/good.app-bin"`],
  [`\tFW_URL = "http://192.168.x.x:8000/OTA/good.app-bin"`, 'url-placeholder', '192.168.x.x', 1, `\tFW_URL = "${here}/good.app-bin"`],
  [`FW_URL = "http://127.0.0.1:8000/a b.app-bin"`, 'url-invalid', '/a b.app-bin', 1, `FW_URL = "http://127.0.0.1:8000/a%20b.app-bin"`],
  [`WIFI_SSID = "ネットワーク"; FW_URL = "" # 😀`, 'url-empty', '""', 3, null],
  [`FW_URL = "http://127.0.0.1/OTA/good.app-bin"`, 'port-missing', '127.0.0.1', 2, `FW_URL = "${here}/good.app-bin"`],
  [`FW_URL = "http://127.0.0.1:8080/OTA/good.app-bin"`, 'port-differs', '8080', 3, `FW_URL = "${here}/good.app-bin"`],
  [`FW_URL = ("http://192.168.77.77:8000"\r\n  "/OTA/good.app-bin")`, 'host-not-this-computer', '192.168.77.77', 2, `FW_URL = ("http://127.0.0.1:8000"\r\n  "/OTA/good.app-bin")`],
  [`FW_URL = "http://no-such-name.invalid:8000/OTA/good.app-bin"`, 'host-unresolved', 'no-such-name.invalid', 2, `FW_URL = "${here}/good.app-bin"`],
  ['WIFI_SSID = "YOUR_SSID"', 'ssid-placeholder', '"YOUR_SSID"', 2, null],
  [`WIFI_SSID = "${'あ'.repeat(11)}"`, 'ssid-too-long', `"${'あ'.repeat(11)}"`, 1, null],
  ['WIFI_SSID = ""\nWIFI_PASS = "12345678"', 'ssid-empty', '""', 2, null],
  ['WIFI_SSID = "a"\rWIFI_PASS = "changeme"', 'password-placeholder', '"changeme"', 2, null],
  ['WIFI_SSID = "a"\rWIFI_PASS = "short"', 'password-length', '"short"', 1, null],
  ['FW_URL = ""\nCHUNK = 1', 'setting-out-of-range', '1', 2, 'FW_URL = ""\nCHUNK = 256'],
  ['WIFI_SSID = 12', 'setting-wrong-type', '12', 1, null],
];

const json: readonly Rule[] = [
  [`{"fw_url": "${here}/gooood.app-bin"}`, 'firmware-file-missing', 'gooood.app-bin', 2, `{"fw_url": "${here}/good.app-bin"}`],
  ['{"fw_urll": "http://127.0.0.1:8000/OTA/good.app-bin"}', 'key-unknown', 'fw_urll', 2, `{"fw_url": "${here}/good.app-bin"}`],
  ['{"wifi": [{"password": "12345678"}]}', 'key-missing', '{', 1, null],
  ['{"chunk": 9999, // 日本語\r\n', 'setting-out-of-range', '9999', 2, '{"chunk": 4096, // 日本語\r\n'],
];

for (const [name, rules] of [['main.py', python], ['ota.json', json]] as const) {
  test(`what is wrong in ${name} is found at its place, and mended by its fix`, { timeout }, async (t) => {
    const { folder, documents } = await arrange(t);
    const document = await documents.open(path.join(folder, name), '');
    for (const [text, code, at, severity, fixed] of rules) {
      await document.change({ text });
      const diagnostic = await document.diagnostic(code);
      assert.deepEqual([document.textAt(diagnostic.range), diagnostic.severity], [at, severity], text);
      assert.ok(String(diagnostic.message).length > 20, String(diagnostic.message));
      const [fix] = await document.fixes(diagnostic);
      assert.equal(fix === undefined ? null : document.edited(fix), fixed, text);
      if (fix !== undefined) {
        assert.deepEqual([fix.kind, fix.diagnostics?.map((one) => one.code)], ['quickfix', [code]]);
      }
    }
  });
}

test('a fix is offered for the diagnostics that are asked about, and no other', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  const document = await documents.open(path.join(folder, 'ota.py'), `FW_URL = "http://127.0.0.1/OTA/gooood.app-bin"\nCHUNK = 1\n`);
  const diagnostics = await document.diagnostics((codes) => codes.length === 3);
  for (const diagnostic of diagnostics) {
    const fixes = await document.fixes(diagnostic);
    assert.deepEqual([...new Set(fixes.map((fix) => fix.diagnostics![0]!.code))], [diagnostic.code]);
    assert.ok(fixes.filter((fix) => fix.isPreferred).length <= 1);
    assert.deepEqual(await document.fixes(diagnostic, ['refactor']), []);
    assert.deepEqual(await document.fixes({ ...diagnostic, source: 'somebody else' }), []);
  }
});

test('localhost is wrong for a board in the Wi-Fi, and right for one on this computer', { timeout }, async (t) => {
  const { folder, documents, sidecar } = await arrange(t, { address: '192.0.2.5' });
  const document = await documents.open(path.join(folder, 'ota.py'), 'FW_URL = "http://localhost:8000/OTA/good.app-bin"\n');
  const loopback = await document.diagnostic('host-loopback');
  assert.equal(document.textAt(loopback.range), 'localhost');
  const [fix] = await document.fixes(loopback);
  assert.equal(document.edited(fix!), 'FW_URL = "http://192.0.2.5:8000/OTA/good.app-bin"\n');
  await sidecar.request('otatools/language/configure', { folders: [{ folder, root: folder }], device: 'socket://localhost:9' });
  await document.without('host-loopback');
});

test('a full image leads to its app image: the URL is edited and the command makes it', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  const document = await documents.open(path.join(folder, 'ota.py'), `FW_URL = "${here}/full.bin"\n`);
  const [fix] = await document.fixes(await document.diagnostic('firmware-full-flash'));
  assert.deepEqual(fix!.command, { title: fix!.title, command: 'otaTools.extractApp', arguments: [path.join(folder, 'OTA/full.bin')] });
  assert.equal(fix!.isPreferred, true);
});

test('what a board cannot take is said once the board is known', { timeout }, async (t) => {
  const board = await startBoard(t);
  const { folder, documents, sidecar } = await arrange(t, { device: deviceOf(board) });
  const document = await documents.open(path.join(folder, 'ota.py'), `FW_URL = "${here}/c3.app-bin"\n`);
  assert.ok(!codesOf(await document.diagnostics()).includes('firmware-wrong-chip'));
  await sidecar.request('otatools/device/info', { device: deviceOf(board) });
  const wrong = await document.diagnostic('firmware-wrong-chip');
  assert.deepEqual([document.textAt(wrong.range), wrong.severity], ['c3.app-bin', 1]);
  assert.equal(document.edited((await document.fixes(wrong))[0]!), `FW_URL = "${here}/good.app-bin"\n`);
  writeFileSync(path.join(folder, 'OTA/long.app-bin'), buildAppImage({ size: 1_700_000 }));
  await document.replace('c3.app-bin', 'long.app-bin');
  const long = await document.diagnostic('firmware-too-long');
  assert.match(String(long.message), /127,136|bytes/);
  assert.match((await document.hover('long.app-bin'))!.text, /bytes/);
});

test('the port that is served on counts more than the setting', { timeout }, async (t) => {
  const { folder, documents, sidecar } = await arrange(t);
  const document = await documents.open(path.join(folder, 'ota.py'), `FW_URL = "${here}/good.app-bin"\n`);
  assert.deepEqual(await document.diagnostics(), []);
  const { port } = await sidecar.request<{ port: number }>('otatools/serving/start', { root: folder, port: 0, address: '127.0.0.1' });
  const differs = await document.diagnostic('port-differs');
  assert.equal(differs.severity, 2);
  assert.equal(document.edited((await document.fixes(differs))[0]!), `FW_URL = "http://127.0.0.1:${port}/OTA/good.app-bin"\n`);
  assert.match((await document.hover('good.app-bin'))!.text, new RegExp(`127\\.0\\.0\\.1:${port}`));
});

test('a password in a file that git tracks is pointed at, never quoted', { timeout }, async (t) => {
  const { folder, documents, sidecar } = await arrange(t);
  const text = `WIFI_SSID = 'home'\r\nWIFI_PASS = "${PASSWORD}"\r\n`;
  const document = await documents.open(path.join(folder, 'ota.py'), text);
  assert.deepEqual(await document.diagnostics(), []);
  trackedByGit(folder, 'ota.py', 'sub/ota.json');
  await sidecar.connection.sendNotification('textDocument/didSave', { textDocument: { uri: document.uri } });
  const tracked = await document.diagnostic('password-in-git');
  assert.deepEqual([document.textAt(tracked.range), tracked.severity], [`"${PASSWORD}"`, 2]);
  const [fix] = await document.fixes(tracked);
  assert.equal(fix!.command!.command, 'otaTools.moveWifiPassword');
  const [place] = fix!.command!.arguments as [{ uri: string; password: Diagnostic['range']; ssid: Diagnostic['range'] }];
  assert.deepEqual([place.uri, document.textAt(place.password), document.textAt(place.ssid)], [document.uri, `"${PASSWORD}"`, `'home'`]);
  await assertSaysNothingOf(PASSWORD, documents, document, [fix!]);
  const inJson = await documents.open(path.join(folder, 'sub/ota.json'), `{"wifi": [{"ssid": "home", "password": "${PASSWORD}"}]}`);
  await assertSaysNothingOf(PASSWORD, documents, inJson, await inJson.fixes(await inJson.diagnostic('password-in-git')));
});

async function assertSaysNothingOf(password: string, documents: Documents, document: EditedDocument, fixes: CodeAction[]): Promise<void> {
  const at = document.text.indexOf(password);
  const hovers = await Promise.all([0, 1, 2, 3].map((inside) => document.hover(document.text.slice(at - 14, at + 4), inside * 5)));
  const said = JSON.stringify([documents.published.items, fixes, hovers, await document.lenses(), await document.links(), await document.completions(password, 3)]);
  assert.ok(!said.includes('horse'), said);
}

test('a hover tells what the image is, and what a setting means', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  const document = await documents.open(path.join(folder, 'ota.py'), `# あ😀\r\nWIFI_SSID = "home"\r\nWIFI_PASS = "12345678"\r\nFW_URL = "${here}/good.app-bin"\r\nCHUNK = 4096\r\n`);
  const image = await document.hover('good.app-bin', 3);
  assert.match(image!.text, /v1\.27\.0/);
  assert.match(image!.text, /ESP32/);
  for (const [name, meaning] of [['FW_URL', /http/], ['WIFI_SSID', /32/], ['WIFI_PASS', /8/], ['CHUNK', /256/]] as const) {
    const hover = await document.hover(name);
    assert.match(hover!.text, meaning);
    assert.equal(hover!.range, name);
  }
  assert.equal(await document.hover('あ'), null);
});

test('lenses above FW_URL serve, mend the address and upload', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  const document = await documents.open(path.join(folder, 'ota.py'), '# 日本語\nFW_URL = "http://192.168.77.77:8000/OTA/good.app-bin"\n');
  await document.diagnostic('host-not-this-computer');
  const lenses = await document.lenses();
  assert.deepEqual(lenses.map(({ command }) => command!.command), ['otaTools.startServing', 'otaTools.applyEdits', 'otaTools.uploadDeviceScripts']);
  assert.ok(lenses.every(({ range }) => document.textAt(range) === 'FW_URL'));
  const [{ uri, edits }] = lenses[1]!.command!.arguments as [{ uri: string; edits: { range: Diagnostic['range']; newText: string }[] }];
  assert.equal(uri, document.uri);
  await document.change(...edits.map(({ range, newText }) => ({ range, text: newText })));
  assert.equal(document.text, `# 日本語\nFW_URL = "${here}/good.app-bin"\n`);
  assert.deepEqual((await document.lenses()).map(({ command }) => command!.command), ['otaTools.startServing', 'otaTools.uploadDeviceScripts']);
});

test('inside the URL the images of the folder are offered, whole or behind what is typed', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  const document = await documents.open(path.join(folder, 'ota.py'), 'FW_URL = "');
  const accepted = async (at: string): Promise<[labels: string[], text: string]> => {
    const { items } = await document.completions(at);
    const edit = items.find(({ label }) => label.endsWith('good.app-bin'))!.textEdit as { range: Diagnostic['range']; newText: string };
    return [items.map(({ label }) => label), document.edited({ title: '', edit: { changes: { [document.uri]: [edit] } } })];
  };
  assert.deepEqual(await accepted('FW_URL = "'), [['OTA/c3.app-bin', 'OTA/good.app-bin'], `FW_URL = "${here}/good.app-bin"`]);
  await document.change({ text: 'x = "あ"\r\nFW_URL = "http://127.0.0.1:8000/O"\r\n' });
  assert.equal((await accepted(':8000/O'))[1], `x = "あ"\r\nFW_URL = "${here}/good.app-bin"\r\n`);
  assert.deepEqual((await document.completions('x = "')).items, []);
});

test('a URL links to the image that it names', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  writeFileSync(path.join(folder, 'OTA/日 本%20#1.app-bin'), readFileSync(path.join(folder, 'OTA/good.app-bin')));
  const document = await documents.open(path.join(folder, 'ota.py'), `FW_URL = "${here}/${encodeURIComponent('日 本%20#1.app-bin')}"\n`);
  await document.without('firmware-file-missing');
  const [link] = await document.links();
  assert.ok(existsSync(fileURLToPath(link!.target!)), link!.target);
  assert.equal(fileURLToPath(link!.target!), path.join(folder, 'OTA/日 本%20#1.app-bin'));
  assert.notEqual(link!.tooltip, undefined);
});

test('broken and half-typed text is answered like any other', { timeout }, async (t) => {
  const { folder, documents } = await arrange(t);
  const whole = `FW_URL = (r"""${here}/gooood.app-bin""" # あ😀\r\n)\nWIFI_PASS = f'{x}'\nCHUNK = \\\n 99`;
  const texts = ['', '"', '\\', 'FW_URL', 'FW_URL =', 'FW_URL = "', 'FW_URL = """http', 'FW_URL = "\\', '\ud800FW_URL = "\udfff', '((([[[{{{'.repeat(500), '\u0000\ufeff',
    ...[...whole].map((_, end) => whole.slice(0, end))];
  for (const name of ['ota.py', 'ota.json']) {
    const document = await documents.open(path.join(folder, name), '');
    for (const text of texts) {
      await document.change({ text });
    }
    await document.change({ text: texts.join('\n') });
    for (const diagnostic of await document.diagnostics()) {
      await document.fixes(diagnostic);
    }
    await Promise.all([document.lenses(), document.links(), document.ask('textDocument/hover', { position: { line: 3, character: 2 } }), document.ask('textDocument/completion', { position: { line: 5, character: 10 } })]);
  }
});
