// Publishing over the wire: a plan, the work with its progress, cancelling it, and keys that nobody sees.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { otatools } from './support/command-line.js';
import { refusal, startSidecar, watchProgress } from './support/client.js';
import { imageFile, temporaryFolder } from './support/folder.js';
import { closedPort } from './support/listeners.js';

const options = { timeout: 90_000 };
const SECRET = 'secret-5b1f0c77d2';

interface Plan {
  readonly name: string;
  readonly files: readonly { readonly name: string; readonly kind: string; readonly state: string }[];
  readonly isDone: boolean;
}

test('a plan puts nothing; publishing does it, tells how far it is, and is listed', options, async (t) => {
  const sidecar = await startSidecar(t);
  const progress = watchProgress(sidecar);
  const target = { kind: 'folder', folder: path.join(temporaryFolder(t), 'www') };
  const parameters = { firmware: imageFile(t, { size: 60_000 }), name: 'bench', share: 250, target };
  const plan = await sidecar.request<Plan>('otatools/publishing/plan', parameters);
  assert.deepEqual(plan.files.map((file) => file.kind), ['image', 'pack', 'manifest', 'record', 'pointer']);
  assert.ok(!existsSync(target.folder));

  const done = await sidecar.request<{ plan: Plan; readability: string }>('otatools/publishing/publish', { ...parameters, workDoneToken: 'p' });
  assert.equal(done.readability, 'unknown');
  assert.deepEqual(readdirSync(target.folder).filter((name) => name[0] !== '.').sort(), ['bench.release', 'releases']);
  await progress.find((one) => one.value.kind === 'end', 'the end of the progress');
  assert.ok(progress.items.filter((one) => one.value.kind === 'report').length > 3);

  const again = await sidecar.request<{ plan: Plan }>('otatools/publishing/publish', parameters);
  assert.equal(again.plan.isDone, true);
  const { pointers } = await sidecar.request<{ pointers: { name: string; pointer: { share: number }; all: { isCurrent: boolean }[] }[] }>('otatools/publishing/releases', { target });
  assert.deepEqual(pointers.map((one) => [one.name, one.pointer.share, one.all.length]), [['bench', 250, 1]]);
  const raised = await sidecar.request<{ after: { share: number }; effect: string }>('otatools/publishing/promote', { target, share: 5000 });
  assert.equal(raised.after.share, 5000);
  assert.match(raised.effect, /50 %/);
  const withdrawn = await sidecar.request<{ after: { share: number } }>('otatools/publishing/withdraw', { target });
  assert.equal(withdrawn.after.share, 0);
});

test('cancelled, it leaves no pointer, and goes on when it is asked again', options, async (t) => {
  const sidecar = await startSidecar(t);
  const progress = watchProgress(sidecar);
  const target = { kind: 'folder', folder: temporaryFolder(t) };
  const parameters = { firmware: imageFile(t, { size: 1_500_000 }), name: 'bench', target, workDoneToken: 'p' };
  const source = new CancellationTokenSource();
  const cancelled = refusal(sidecar.request('otatools/publishing/publish', parameters, source.token));
  await progress.find((one) => one.value.kind === 'report', 'a report');
  source.cancel();
  assert.equal((await cancelled).code, -32800);
  assert.ok(!existsSync(path.join(target.folder, 'bench.release')));
  await sidecar.request('otatools/publishing/publish', parameters);
  assert.ok(readFileSync(path.join(target.folder, 'bench.release')).length > 0);
});

test('a store that cannot be reached is named, and its key is in no answer, no log and no line of the process', options, async (t) => {
  const sidecar = await startSidecar(t);
  const logged: unknown[] = [];
  sidecar.on('window/logMessage', (message) => logged.push(message));
  const target = { kind: 's3', bucket: 'fleet', endpoint: `http://127.0.0.1:${await closedPort()}` };
  const failed = await refusal(sidecar.request('otatools/publishing/releases', { target, credentials: { accessKeyId: 'an-access-key', secretAccessKey: SECRET } }));
  assert.equal(failed.code, 1802);
  const malformed = await refusal(sidecar.request('otatools/publishing/releases', { target, credentials: { accessKeyId: 'an-access-key', secretAccessKey: [SECRET] } }));
  assert.equal(malformed.code, -32602);
  assert.ok(!JSON.stringify([failed, malformed, logged]).includes(SECRET) && !sidecar.stderr.includes(SECRET));
});

test('the command line asks for what it needs', options, async (t) => {
  const image = imageFile(t);
  assert.equal((await otatools(t, ['publish', image])).code, 2);
  const share = await otatools(t, ['publish', image, '--to', temporaryFolder(t), '--share', '101']);
  assert.deepEqual([share.code, /is no share/.test(share.stderr)], [10, true]);
  const help = await otatools(t, ['publish', '--help']);
  assert.ok(!/secret|access-key/i.test(help.stdout), 'a key of a store is no option: options are in the list of processes');
});
