import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentOf, shareOf } from '../../../extension/src/features/publishing/share';
import { bucketProblem, endpointProblem, prefixProblem } from '../../../extension/src/features/publishing/target-rules';
import { BACK, inSteps, type Step } from '../../../extension/src/infrastructure/steps';

test('a share is a percentage with at most two decimals, however it is written', () => {
  assert.deepEqual(['100', '10 %', '12.5', '12,5%', '0.01', '0', '１０％'].map(shareOf), [10_000, 1000, 1250, 1250, 1, 0, 1000]);
  assert.deepEqual(['', '%', '101', '100.01', '-1', '1e1', '0.001', 'ten'].map(shareOf), Array(8).fill(undefined));
  assert.deepEqual([10_000, 1250, 1].map(percentOf), [100, 12.5, 0.01]);
});

test('buckets, endpoints and prefixes are what object stores and boards can do with', () => {
  assert.deepEqual(['firmware', 'my.firmware-1', 'abc'].map(bucketProblem), [false, false, false]);
  assert.deepEqual(['', 'ab', 'Firmware', 'a..b', '-abc', 'a'.repeat(64), 'a_b'].map(bucketProblem), Array(7).fill(true));
  assert.deepEqual(['https://x.r2.cloudflarestorage.com', 'http://127.0.0.1:9000/', 'https://[::1]:9000'].map(endpointProblem), [false, false, false]);
  assert.deepEqual(['', 'x', 'ftp://x', 'https://', 'https://x/bucket', 'https://x/?a', 'https://u:p@x'].map(endpointProblem), Array(7).fill(true));
  assert.deepEqual(['', 'fw', 'fw/', 'a/b.c/d'].map(prefixProblem), [false, false, false, false]);
  assert.deepEqual(['/fw', 'a//b', '../a', 'a/..', 'a b', 'a?', './a', 'a'.repeat(151)].map(prefixProblem), Array(8).fill(true));
});

interface Answers {
  readonly one?: string;
  readonly two?: string;
  readonly three?: string;
}

/** Steps that answer from a script, and note which were asked, with what they saw. */
function scripted(...script: readonly (Partial<Answers> | typeof BACK)[]): { steps: Step<Answers>[]; asked: string[] } {
  const asked: string[] = [];
  const ask = (name: string, isAsked: (soFar: Answers) => boolean): Step<Answers> => async (soFar, canGoBack) => {
    if (!isAsked(soFar)) {
      return undefined;
    }
    asked.push(`${name} ${JSON.stringify(soFar)} ${canGoBack}`);
    return script[asked.length - 1];
  };
  return { steps: [ask('1', () => true), ask('2', ({ one }) => one === 'long'), ask('3', () => true)], asked };
}

test('questions are asked in turn, and those without need are left out', async () => {
  const { steps, asked } = scripted({ one: 'short' }, { three: 'c' });
  assert.deepEqual(await inSteps<Answers>({}, steps), { one: 'short', three: 'c' });
  assert.deepEqual(asked, ['1 {} false', '3 {"one":"short"} true']);
});

test('Back leads to the question that was asked before, which still shows its answer', async () => {
  const { steps, asked } = scripted({ one: 'short' }, BACK, { one: 'long' }, { two: 'b' }, BACK, BACK, { one: 'short' }, { three: 'c' });
  assert.deepEqual(await inSteps<Answers>({}, steps), { one: 'short', two: 'b', three: 'c' });
  assert.deepEqual(asked.map((line) => line[0]).join(''), '13123213');
  assert.equal(asked[2], '1 {"one":"short"} false');
});

test('leaving a question leaves all', async () => {
  const leaving: Step<Answers> = () => Promise.reject(new Error('left'));
  await assert.rejects(inSteps<Answers>({}, [leaving]), /left/);
});
