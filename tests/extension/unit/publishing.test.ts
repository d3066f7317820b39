import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileRows, type PlanWords, pointerText } from '../../../extension/src/features/publishing/plan-rows';
import { releaseRow, type ReleaseWords } from '../../../extension/src/features/publishing/release-rows';
import { percentOf, shareOf } from '../../../extension/src/features/publishing/share';
import { sizeText } from '../../../extension/src/features/publishing/size-text';
import { detailOf, isSameTarget, titleOf, withoutMemory } from '../../../extension/src/features/publishing/target';
import { bucketProblem, endpointProblem, prefixProblem, publicUrlProblem } from '../../../extension/src/features/publishing/target-rules';
import { BACK, inSteps, type Step } from '../../../extension/src/infrastructure/steps';
import type { PublishPlan, PublishTarget, Release } from '../../../extension/src/server/protocol';

test('a share is a percentage with at most two decimals, however it is written', () => {
  assert.deepEqual(['100', '10 %', '12.5', '12,5%', '0.01', '0', '１０％'].map(shareOf), [10_000, 1000, 1250, 1250, 1, 0, 1000]);
  assert.deepEqual(['', '%', '101', '100.01', '-1', '1e1', '0.001', 'ten'].map(shareOf), Array(8).fill(undefined));
  assert.deepEqual([10_000, 1250, 1].map(percentOf), [100, 12.5, 0.01]);
});

test('buckets, endpoints and prefixes are what object stores and boards can do with', () => {
  assert.deepEqual(['firmware', 'my.firmware-1', 'abc'].map(bucketProblem), [false, false, false]);
  assert.deepEqual(['', 'ab', 'Firmware', 'a..b', '-abc', 'a'.repeat(64), 'a_b'].map(bucketProblem), Array(7).fill(true));
  assert.deepEqual(['https://x.r2.cloudflarestorage.com', 'http://127.0.0.1:9000/', 'https://[::1]:9000'].map(endpointProblem), [false, false, false]);
  assert.deepEqual(['', 'x', 'ftp://x', 'https://', 'https://x/bucket', 'https://x/?a', 'https://u:p@x', 'https://:p@x'].map(endpointProblem), Array(8).fill(true));
  assert.deepEqual(['', 'https://cdn.example/boards', 'http://192.168.1.10:8080/'].map(publicUrlProblem), [false, false, false]);
  assert.deepEqual(['x', 'ftp://x', 'https://x/?a', 'https://x/#a', 'https://u@x/fw', 'https://:p@x/fw'].map(publicUrlProblem), Array(6).fill(true));
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

const plan = (rest: Partial<PublishPlan> = {}): PublishPlan => {
  const after = { release: 'ESP32_GENERIC-OTA-0011223344556677', version: 'v1.26.0', identity: '0011223344556677', share: 1000, sequence: 2, isSigned: false };
  return { target: 's3://fw', name: 'ESP32_GENERIC-OTA', release: after.release, version: 'v1.26.0', chip: 'ESP32', files: [], bytesToPut: 0, after, isDone: false, notes: [], ...rest };
};

const planWords: PlanWords = {
  kinds: { image: 'image', pack: 'pack', delta: 'delta', manifest: 'manifest', record: 'record', pointer: 'pointer' },
  from: (version) => `from ${version}`, size: (bytes) => `${bytes} B`, present: 'there', notWorthIt: 'left out', nothing: 'nothing', ofBoards: (percent) => `for ${percent} %`,
};

test('a plan lists its files in their order, each with what is done with it', () => {
  const files = [
    { name: 'releases/a.app-bin', kind: 'image', bytes: 9, state: 'present' }, { name: 'releases/a.from-1.pack', kind: 'delta', bytes: 5, state: 'new', base: 'v1.25.0' },
    { name: 'releases/a.from-2.pack', kind: 'delta', bytes: 8, state: 'notWorthIt', base: 'v1.24.0' },
  ] as const;
  assert.deepEqual(fileRows(plan({ files }), planWords).map(({ label, description }) => `${label}: ${description}`), [
    '$(check) image: there · releases/a.app-bin', '$(arrow-up) delta from v1.25.0: 5 B · releases/a.from-1.pack', '$(dash) delta from v1.24.0: left out · releases/a.from-2.pack',
  ]);
});

test('a plan says what boards take before and afterwards', () => {
  assert.equal(pointerText(plan(), planWords), 'nothing → v1.26.0 for 10 %');
  assert.equal(pointerText(plan({ before: { ...plan().after, version: 'v1.25.0', share: 10_000 } }), planWords), 'v1.25.0 for 100 % → v1.26.0 for 10 %');
});

const release = (rest: Partial<Release> = {}): Release => ({
  id: 'x-0011', version: 'v1.26.0', identity: '0011', chip: 'ESP32', published: '2026-01-02T12:00:00Z', size: 1_447_440, deltas: 0, isCurrent: false, isWithdrawn: false, sequence: 1, ...rest,
});

const releaseWords: ReleaseWords = {
  takenBy: (percent) => `taken by ${percent} %`, withdrawn: 'withdrawn', published: (date) => `on ${date}`, size: sizeText, packed: (size) => `packed ${size}`, deltas: (count) => `${count} deltas`,
};

test('a release says who takes it, or that nobody is to', () => {
  const row = (rest: Partial<Release>) => releaseRow(release(rest), releaseWords, 'en-GB');
  assert.deepEqual(row({ isCurrent: true, share: 1250, packedSize: 900_000, deltas: 2 }), {
    label: '$(broadcast) v1.26.0', description: 'taken by 12.5 % · ESP32 · on 02/01/2026', detail: '1.38 MiB · packed 878.9 KiB · 2 deltas · x-0011',
  });
  assert.deepEqual([row({ isWithdrawn: true }).label, row({ isWithdrawn: true }).description], ['$(circle-slash) v1.26.0', 'withdrawn · ESP32 · on 02/01/2026']);
  assert.deepEqual([row({}).label, row({}).detail], ['$(package) v1.26.0', '1.38 MiB · x-0011']);
});

test('places are told apart by where they are, not by who signs in', () => {
  const bucket: PublishTarget = { kind: 's3', bucket: 'fw', prefix: 'north', endpoint: 'https://a' };
  assert.deepEqual([titleOf(bucket), titleOf({ kind: 'folder', folder: '/srv/fw' }), detailOf({ ...bucket, region: 'auto' })], ['s3://fw/north', '/srv/fw', 'https://a · auto']);
  assert.ok(isSameTarget(bucket, { ...bucket, region: 'other' }));
  assert.ok(!isSameTarget(bucket, { ...bucket, endpoint: 'https://b' }) && !isSameTarget(bucket, { ...bucket, prefix: 'south' }));
  assert.deepEqual(withoutMemory({ ...bucket, hasOwnKey: true }), bucket);
});
