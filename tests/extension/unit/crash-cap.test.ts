import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CrashCap } from '../../../extension/src/server/crash-cap';

test('a sidecar that crashes again and again is left alone after a few times', () => {
  const cap = new CrashCap(3, 1000, () => 0);
  assert.deepEqual([1, 2, 3, 4, 5].map(() => cap.allowsRestart()), [true, true, true, false, false]);
});

test('crashes far apart are forgiven', () => {
  let now = 0;
  const cap = new CrashCap(1, 1000, () => now);
  for (let crash = 0; crash < 5; crash++) {
    assert.equal(cap.allowsRestart(), true);
    now += 1001;
  }
});

test('a person who asks for a start gets the full number again', () => {
  const cap = new CrashCap(1, 1000, () => 0);
  cap.allowsRestart();
  assert.equal(cap.allowsRestart(), false);
  cap.reset();
  assert.equal(cap.allowsRestart(), true);
});
