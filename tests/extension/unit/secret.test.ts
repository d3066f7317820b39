import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { reveal, RevealingWriter, Secret, secretString } from '../../../extension/src/server/secret';

const PASSWORD = 'correct horse "battery"';
const message = { jsonrpc: '2.0', id: 1, method: 'm', params: { wifi: { ssid: 'home', password: secretString(PASSWORD) }, list: [1, null] } };

test('a secret cannot be read from what traces and logs make of a message', () => {
  for (const text of [JSON.stringify(message), JSON.stringify(message, null, 4), inspect(message, { depth: null, showHidden: true }), `${new Secret(PASSWORD)}`]) {
    assert.ok(!text.includes('horse'), text);
  }
});

test('the writer below the tracing layer puts the secret in, and changes nothing else', async () => {
  const written: unknown[] = [];
  const nothing = (): { dispose(): void } => ({ dispose: () => {} });
  const writer = new RevealingWriter({
    onError: nothing,
    onClose: nothing,
    write: (sent) => Promise.resolve(void written.push(sent)),
    end: () => {},
    dispose: () => {},
  });
  await writer.write(message);
  assert.deepEqual(written, [{ jsonrpc: '2.0', id: 1, method: 'm', params: { wifi: { ssid: 'home', password: PASSWORD }, list: [1, null] } }]);
  assert.ok(!JSON.stringify(message).includes('horse'), 'the message itself is left as it was');
});

test('what has no secret in it stays as it is', () => {
  for (const value of [undefined, null, 0, '', false, [], {}, { a: [{ b: 'c' }] }]) {
    assert.deepEqual(reveal(value), value);
  }
});
