import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressRows, isAddress, type RowWords } from '../../../extension/src/features/connection/address-rows';
import type { ExplainedAddress } from '../../../extension/src/server/protocol';

const words: RowWords = { automatic: 'Automatic', automaticDetail: '…', other: 'Other', otherDetail: '…', chosen: 'chosen' };
const wifi: ExplainedAddress = { address: '192.168.1.20', name: 'wlan0', kind: 'wifi', isUsable: true, label: 'Wi-Fi', explanation: 'Boards reach it.', recommended: true };
const vpn: ExplainedAddress = { address: '10.8.0.2', name: 'tun0', kind: 'vpn', isUsable: false, label: 'VPN', explanation: 'No board reaches it.', recommended: false };

test('the automatic choice comes first and says what it is now, and each address is explained', () => {
  const rows = addressRows([wifi, vpn], '', words);
  assert.deepEqual(rows.map(({ label }) => label), ['$(sparkle) Automatic', '$(pass) 192.168.1.20', '$(circle-slash) 10.8.0.2', '$(edit) Other']);
  assert.deepEqual(rows.map(({ description }) => description), ['192.168.1.20 · chosen', 'Wi-Fi · wlan0', 'VPN · tun0', '']);
  assert.equal(rows[2]!.detail, 'No board reaches it.');
});

test('the address of the setting is marked, be it this computer\'s or not', () => {
  assert.equal(addressRows([wifi, vpn], '10.8.0.2', words)[2]!.description, 'VPN · tun0 · chosen');
  assert.equal(addressRows([wifi, vpn], '192.0.2.7', words)[3]!.description, '192.0.2.7 · chosen');
});

test('what is typed is a whole IPv4 address', () => {
  assert.deepEqual(['192.168.1.20', ' 10.0.0.1 ', '192.168.1', '192.168.1.256', 'laptop.local', '1.2.3.4.5', ''].map(isAddress), [true, true, false, false, false, false, false]);
});
