// `npm test`: sets up, runs every runner, and ends with one line that sums them up. Arguments choose runners by name.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { install } from '../e2e/install.mjs';
import { prepare } from '../e2e/prepare.mjs';
import { configuration, root, run, setup } from './setup.mjs';
import { runTestFiles } from './test-files.mjs';

const results = mkdtempSync(path.join(tmpdir(), 'otatools-tests-'));
const total = { passed: 0, failed: 0, skipped: 0, failures: [], onlyAlone: [] };

/** They take two to four minutes on two cores. */
const DOTNET_LIMIT_MS = 20 * 60_000;

/** All .NET test projects of the solution; counts are read from what the runner recorded. */
function dotnetTests() {
  const folder = path.join(results, 'dotnet');
  const { status } = spawnSync(
    'dotnet',
    ['test', 'OtaTools.sln', '--no-build', '--configuration', configuration, '--nologo', '--logger', 'trx', '--logger', 'console;verbosity=normal', '--results-directory', folder],
    { cwd: root, stdio: ['ignore', 1, 2], timeout: DOTNET_LIMIT_MS, killSignal: 'SIGKILL' },
  );
  const records = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.trx')) : [];
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const file of records) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const counter = (name) => Number(new RegExp(`<Counters [^>]*\\b${name}="(\\d+)"`).exec(text)?.[1] ?? 0);
    counts.passed += counter('passed');
    counts.failed += counter('total') - counter('passed') - skippedIn(text);
    counts.skipped += skippedIn(text);
    counts.failures.push(...failuresIn(text));
  }
  add('dotnet', counts, status);
}

function skippedIn(trx) {
  return trx.match(/<UnitTestResult [^>]*outcome="NotExecuted"/g)?.length ?? 0;
}

function failuresIn(trx) {
  const plain = (text) => text.replace(/&(?:#x([0-9A-F]+)|lt|gt|quot|apos|amp);/gi, (entity, code) => (code ? String.fromCodePoint(Number.parseInt(code, 16)) : { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' }[entity]));
  return [...trx.matchAll(/<UnitTestResult [^>]*testName="([^"]*)"[^>]*outcome="Failed"[^>]*>(.*?)<\/UnitTestResult>/gs)].map(([, name, result]) => ({
    name: plain(name),
    reason: plain([/<Message>(.*?)<\/Message>/s, /<StackTrace>(.*?)<\/StackTrace>/s].map((part) => part.exec(result)?.[1] ?? '').join('\n')),
  }));
}

/** The compiled node:test files of one folder. */
async function nodeTests(name, folder, together, againAlone = false) {
  const files = filesBelow(path.join(root, folder)).filter((file) => file.endsWith('.test.js')).sort();
  const records = path.join(results, name);
  mkdirSync(records);
  add(name, await runTestFiles(files, records, together, againAlone), 0);
}

/** Units of the extension; its own bundler compiles them. */
async function extensionTests() {
  if (node('extension/build/bundle.mjs', '--tests')) {
    await nodeTests('extension', 'tests/out/extension/unit', TOGETHER);
  } else {
    add('extension', {}, 1);
  }
}

/** A real VS Code; where there cannot be one, its tests are skipped. */
async function endToEndTests() {
  const reason = prepare();
  if (reason !== undefined) {
    const folder = path.join(root, 'tests/e2e');
    const sources = readdirSync(folder).filter((name) => name.endsWith('.test.ts')).map((name) => readFileSync(path.join(folder, name), 'utf8'));
    const skipped = sources.join('\n').match(/^\s*test\(/gm)?.length ?? 0;
    console.log(`e2e is skipped: ${reason}`);
    add('e2e', { skipped }, 0);
  } else if (installed() && node('node_modules/typescript/bin/tsc', '-p', 'tests/e2e')) {
    await nodeTests('e2e', 'tests/out/e2e', TOGETHER, true);
  } else {
    add('e2e', {}, 1);
  }
}

function installed() {
  try {
    install();
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

/** Whether a program of the project ended well. */
function node(...args) {
  return spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] }).status === 0;
}

function filesBelow(folder) {
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).map((file) => path.join(folder, file)) : [];
}

/** A runner that ran nothing, or failed without a failed test, counts as one failure. */
function add(name, { passed = 0, failed = 0, skipped = 0, failures = [], onlyAlone = [] }, status) {
  if (passed + failed + skipped === 0 || (status !== 0 && failed === 0)) {
    failed++;
    failures = [{ name, reason: 'it ran nothing, or ended badly without a failed test' }];
  }
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  total.failures.push(...failures.map((failure) => ({ runner: name, ...failure })));
  total.onlyAlone.push(...onlyAlone);
}

/** Editors and boards wait half of their time: on two cores, two files with an editor, three with boards. */
const TOGETHER = 2;
const BOARDS_TOGETHER = 3;

const runners = {
  dotnet: dotnetTests,
  simulator: () => nodeTests('simulator', 'tests/simulator/out/test', TOGETHER),
  device: () => nodeTests('device', 'tests/out/device', BOARDS_TOGETHER, true),
  sidecar: () => nodeTests('sidecar', 'tests/out/sidecar', BOARDS_TOGETHER, true),
  link: () => nodeTests('link', 'tests/out/link', BOARDS_TOGETHER, true),
  store: () => nodeTests('store', 'tests/out/store', TOGETHER, true),
  extension: extensionTests,
  e2e: endToEndTests,
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in runners));
if (unknown.length > 0) {
  console.error(`No runner is called ${unknown.join(', ')}; there are: ${Object.keys(runners).join(', ')}.`);
  process.exit(2);
}

setup({ project: 'OtaTools.sln' });
run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tests/simulator/test']);
for (const name of chosen.length > 0 ? chosen : Object.keys(runners)) {
  await runners[name]();
}
rmSync(results, { recursive: true, force: true });
for (const file of total.onlyAlone) {
  console.log(`PASSED ONLY ALONE ${file}: with other files beside it, a test in it failed (above).\n`);
}
// Once more at the end, where a log of many thousand lines is looked at first, and what is left of one that was cut.
for (const { runner, name, reason } of total.failures) {
  console.log(`FAILED ${runner}: ${name}\n${reason.trim().replaceAll(/^/gm, '    ')}\n`);
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
