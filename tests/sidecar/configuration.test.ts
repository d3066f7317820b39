// /ota.json: what arrives, what stays, what is refused before a byte is sent.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Sidecar } from '../support/sidecar.js';
import { configurationOn, deviceOf, install, startBoard } from './support/board.js';
import { refusal } from './support/client.js';
import { closedPort } from './support/listeners.js';
import { printed } from './support/printed.js';

const timeout = 60_000;
const timeoutSeconds = 20;
let sidecar: Sidecar;

before(async () => {
  sidecar = await Sidecar.start();
});

after(() => sidecar.kill());

const credentials: [string, string, string][] = [
  ['quotes of all kinds', `it's "mine" \`too\``, `'"'"''"""\\'`],
  ['backslashes and braces', 'C:\\net\\{0}%s', '\\n\\r\\x03\\u0041{}%d'],
  ['emoji and Japanese', '📶家のWi-Fi', 'ひみつの合言葉🔑'],
  ['bytes that steer a REPL', 'a\x01b\x02c\x03d\x04e\x05f', '\x03\x04\x01\x02\x05\x06\x10\x10C\x15\r\n\t\x7f'],
  ['what looks like source', '"]}\nimport os', '"""+open("/x")#'],
  ['line separators of Unicode', 'a\u2028b\u2029c', '\u0085\u00a0\ufeff\u2028xxxx'],
  ['the longest', 'あ'.repeat(10) + 'xy', '0123456789abcdef'.repeat(4)],
  ['an open network', 'café', ''],
];

test('SSIDs and passwords arrive exactly, whatever is in them', { timeout }, async (t) => {
  const board = await startBoard(t);
  for (const [name, ssid, password] of credentials) {
    await t.test(name, async () => {
      await sidecar.request('otatools/scripts/upload', { device: deviceOf(board), timeoutSeconds, wifi: { ssid, password } });
      assert.deepEqual(configurationOn(board).wifi, [{ ssid, password }]);
    });
  }
});

test('the board joins with what it was sent', { timeout }, async (t) => {
  const [, ssid, password] = credentials[2]!;
  const board = await startBoard(t, { networks: [{ ssid, psk: password }] });
  await sidecar.request('otatools/scripts/upload', { device: deviceOf(board), timeoutSeconds, wifi: { ssid, password } });
  board.files.delete('/boot.py');
  board.files.write('/main.py', Buffer.from('import ota, ota_net\nprint("joined", ota_net.join(ota.config()["wifi"], ota.Clock(20, 60)).isconnected())\n'));
  const from = board.console.length;
  board.reset();
  await printed(board, 'joined True', from);
});

test('other keys of the configuration stay as they are', { timeout }, async (t) => {
  const board = await startBoard(t);
  const other = { chunk: 1024, mine: { a: [1, 2.5, null, true], 'é': 'ü' } };
  board.files.write('/ota.json', Buffer.from(JSON.stringify({ ...other, wifi: [{ ssid: 'old', password: 'oldoldold' }], fw_url: 'http://old/x' })));
  const device = deviceOf(board);
  await sidecar.request('otatools/scripts/upload', { device, timeoutSeconds, firmwareUrl: 'http://10.0.0.1:8000/a%20b.app-bin' });
  assert.deepEqual(
    configurationOn(board), { ...other, wifi: [{ ssid: 'old', password: 'oldoldold' }], fw_url: 'http://10.0.0.1:8000/a%20b.app-bin' });
  await sidecar.request('otatools/scripts/upload', { device, timeoutSeconds, wifi: { ssid: 'new', password: 'newnewnew' } });
  assert.deepEqual(
    configurationOn(board), { ...other, wifi: [{ ssid: 'new', password: 'newnewnew' }], fw_url: 'http://10.0.0.1:8000/a%20b.app-bin' });
});

test('an upload without configuration leaves the one on the board, byte for byte', { timeout }, async (t) => {
  const board = await startBoard(t);
  const text = Buffer.from('{ "fw_url":"http://x/y" ,\n "wifi":[]}  ');
  install(board);
  board.files.write('/ota.json', text);
  await sidecar.request('otatools/scripts/upload', { device: deviceOf(board), timeoutSeconds });
  assert.deepEqual(board.files.read('/ota.json'), text);
});

for (const damaged of ['{"wifi": [', '', '[1, 2]', '\xff\xfe']) {
  test(`a damaged configuration (${JSON.stringify(damaged)}) is replaced by a whole one`, { timeout }, async (t) => {
    const board = await startBoard(t);
    board.files.write('/ota.json', Buffer.from(damaged, 'latin1'));
    const wifi = { ssid: 'home', password: '12345678' };
    await sidecar.request('otatools/scripts/upload', { device: deviceOf(board), timeoutSeconds, wifi });
    assert.deepEqual(configurationOn(board), { wifi: [wifi] });
  });
}

const impossible: [string, object][] = [
  ['an SSID of no bytes', { wifi: { ssid: '' } }],
  ['an SSID of 33 bytes', { wifi: { ssid: 'あ'.repeat(11) } }],
  ['a password of 7 bytes', { wifi: { ssid: 'a', password: '1234567' } }],
  ['a password of 65 bytes', { wifi: { ssid: 'a', password: 'x'.repeat(65) } }],
  ['a URL of another scheme', { firmwareUrl: 'ftp://host/x' }],
  ['a URL without a host', { firmwareUrl: 'http:///x' }],
  ['a URL that is a path', { firmwareUrl: '/x' }],
];

for (const [name, configuration] of impossible) {
  test(`${name} is refused before the device is opened`, { timeout }, async () => {
    const device = `socket://127.0.0.1:${await closedPort()}`;
    const error = await refusal(sidecar.request('otatools/scripts/upload', { device, ...configuration }));
    assert.equal(error.data?.reason, 'ConfigurationInvalid');
  });
}
