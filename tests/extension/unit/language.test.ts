import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonLiteral, pythonLiteral } from '../../../extension/src/features/language/literal';
import { isRelevant } from '../../../extension/src/features/language/relevance';
import { secretString, withSecretText } from '../../../extension/src/server/secret';

const literals: [literal: string, value: string, emptied: string][] = [
  [`"plain text"`, 'plain text', '""'],
  [`'it\\'s "quoted"'`, `it's "quoted"`, `''`],
  [`"""three\nlines"""`, 'three\nlines', '""""""'],
  [`r"a\\d"`, 'a\\d', 'r""'],
  [`b'bytes'`, 'bytes', `b''`],
  [`"tab\\t \\x41 \\u3042 \\U0001F600 \\101 \\\\"`, 'tab\t A あ 😀 A \\', '""'],
  [`"unknown \\q"`, 'unknown \\q', '""'],
  [`"one "  'two'`, 'one two', '""'],
  [`"one " \\\n    "two"`, 'one two', '""'],
  [`"joined \\\nline"`, 'joined line', '""'],
  [`"パスワード🔑"`, 'パスワード🔑', '""'],
  [`""`, '', '""'],
];

for (const [literal, value, emptied] of literals) {
  test(`Python's ${JSON.stringify(literal)} is read as it would be run`, () => assert.deepEqual(pythonLiteral(literal), { value, emptied }));
}

for (const literal of ['', 'name', '"half', `"two\nlines"`, `f"{x}"`, '"a" + b', `"a' `, '"\\']) {
  test(`${JSON.stringify(literal)} is no literal of Python`, () => assert.equal(pythonLiteral(literal), undefined));
}

test('a long literal that does not end costs no time', () => {
  assert.equal(pythonLiteral(`"${'\\x4'.repeat(200_000)}`), undefined);
});

test("JSON's strings are read, and nothing else", () => {
  assert.deepEqual(jsonLiteral('"a\\u3042\\n"'), { value: 'aあ\n', emptied: '""' });
  for (const text of ['', '12', 'null', '"half', "'single'"]) {
    assert.equal(jsonLiteral(text), undefined, text);
  }
});

const document = (fileName: string, languageId: string, text: string) => ({ fileName, languageId, getText: () => text });

test('only documents with settings of ours are brought to the sidecar', () => {
  for (const [name, language, text] of [
    ['/p/ota.py', 'python', 'WIFI_SSID = ""'], ['/p/main.py', 'python', 'import x\nFW_URL = "http://'], ['C:\\p\\boot.py', 'python', 'WIFI_PASSWORD="x"'],
    ['/p/ota.json', 'json', ''], ['C:\\p\\OTA.JSON', 'jsonc', '{'],
  ] as const) {
    assert.ok(isRelevant(document(name, language, text)), name);
  }
  for (const [name, language, text] of [
    ['/p/main.py', 'python', 'print("hello")'], ['/p/notes.md', 'markdown', 'FW_URL'], ['/p/package.json', 'json', '{"FW_URL": 1}'], ['/p/x.py', 'python', 'MY_FW_URLS = 1'],
    ['/p/iota.json', 'json', '{}'], ['Untitled-1', 'python', 'FW_URL = ""'],
  ] as const) {
    assert.ok(!isRelevant(document(name, language, text)), name);
  }
});

test('a document of many megabytes is left alone', () => {
  assert.ok(!isRelevant(document('/p/ota.py', 'python', `FW_URL = ""\n${'#'.repeat(2 << 20)}`)));
});

test('the text of a document is a secret on its way, and all else of it is not', () => {
  const uri = 'file:///p/ota.py';
  assert.deepEqual(withSecretText('textDocument/didOpen', { textDocument: { uri, version: 1, languageId: 'python', text: 'WIFI_PASS = "x"' } }), {
    textDocument: { uri, version: 1, languageId: 'python', text: secretString('WIFI_PASS = "x"') },
  });
  const change = withSecretText('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ range: 'r', text: 'horse' }] });
  assert.equal(JSON.stringify(change), `{"textDocument":{"uri":"${uri}","version":2},"contentChanges":[{"range":"r","text":"•"}]}`);
  const other = { a: 1 };
  assert.equal(withSecretText('initialized', other), other);
});
