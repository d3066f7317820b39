// Compiled node:test files, each in a process of its own, a few at a time; what each prints comes when it is done.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './setup.mjs';

/** The longest file takes two or three minutes on two busy cores. */
const LIMIT_MS = 12 * 60_000;
/** Node may lock up after its last test, while it waits for V8's own threads: https://github.com/nodejs/node/issues/54918. */
const END_LIMIT_MS = 20_000;
const LOOK_MS = 500;
const counting = path.join(root, 'tests/run/counting-reporter.mjs');

/**
 * @param {readonly string[]} files
 * @param {string} results A folder for what they write.
 * @param {number} together How many run at a time.
 * @param {boolean} againAlone A file with a failure is run once more, with nothing beside it, and that counts: for tests with deadlines of
 *   their own that another file's processes could use up. It is said.
 * @returns {Promise<{ passed: number, failed: number, skipped: number, failures: { name: string, reason: string }[], onlyAlone: string[] }>} A file
 *   that hung or broke without a failed test counts as one failure. `onlyAlone` are the files that passed only when they were run again.
 */
export async function runTestFiles(files, results, together, againAlone = false) {
  const total = { passed: 0, failed: 0, skipped: 0, failures: [], onlyAlone: [] };
  const queue = files.map((file, index) => ({ file, record: path.join(results, `${index}`) })).values();
  const failed = [];
  const count = (file, { why, counts, failures }) => {
    const named = failures.map(({ name, reason }) => ({ name: `${path.relative(root, file)}: ${name}`, reason }));
    if (isBroken({ why, counts })) named.push({ name: path.relative(root, file), reason: why });
    total.passed += counts.passed;
    total.failed += counts.failed + (isBroken({ why, counts }) ? 1 : 0);
    total.skipped += counts.skipped;
    total.failures.push(...named);
  };
  const tell = (file, { why, output }) => console.log(`${path.relative(root, file)}\n${output}${why ? `${path.relative(root, file)}: ${why}\n` : ''}`);
  const lane = async () => {
    for (const { file, record } of queue) {
      let end = await runFile(file, record);
      if (end.why === 'hung') {
        console.log(`${end.output}${path.relative(root, file)} did not end within ${LIMIT_MS / 60_000} minutes, and is tried once more.`);
        end = await runFile(file, `${record}-again`);
      }
      tell(file, end);
      if (againAlone && (end.counts.failed > 0 || isBroken(end))) failed.push({ file, record });
      else count(file, end);
    }
  };
  await Promise.all(Array.from({ length: together }, lane));
  for (const { file, record } of failed) {
    console.log(`${path.relative(root, file)} failed with another file beside it, and is run once more alone:`);
    const end = await runFile(file, `${record}-alone`);
    tell(file, end);
    count(file, end);
    if (end.counts.failed === 0 && !isBroken(end)) total.onlyAlone.push(path.relative(root, file));
  }
  return total;
}

/** Ended badly without a failed test. */
function isBroken({ why, counts }) {
  return why !== undefined && why !== 'killed after its last test' && counts.failed === 0;
}

/** @returns What it printed and counted, what failed in it, and why it did not end well by itself, if so. */
async function runFile(file, record) {
  const counted = `${record}.json`;
  const printed = `${record}.txt`;
  const output = openSync(printed, 'w');
  const child = spawn(
    process.execPath,
    ['--test-reporter=spec', '--test-reporter-destination=stdout', `--test-reporter=${counting}`, `--test-reporter-destination=${counted}`, file],
    { cwd: root, stdio: ['ignore', output, output] },
  );
  closeSync(output);
  let ended;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = code === 0 ? '' : `ended with ${signal ?? code}`));
  const read = () => (existsSync(counted) ? readFileSync(counted, 'utf8') : '');
  const started = performance.now();
  let told;
  let doneAt;
  let why;
  while (ended === undefined) {
    await pause(LOOK_MS);
    const now = performance.now();
    doneAt ??= read().endsWith('\n') ? now : undefined;
    if (doneAt !== undefined && now - doneAt > END_LIMIT_MS) why = 'killed after its last test';
    else if (now - started > LIMIT_MS) why = 'hung';
    if (why !== undefined) {
      child.kill('SIGKILL');
      break;
    }
  }
  try {
    told = JSON.parse(read());
  } catch {
    why ??= ended || 'no test in it was counted';
  }
  const { counts, failures } = told ?? { counts: { passed: 0, failed: 0, skipped: 0 }, failures: [] };
  return { why: why ?? (ended || undefined), output: readFileSync(printed, 'utf8'), counts, failures };
}
