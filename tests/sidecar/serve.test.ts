// serve: a real HTTP client against the real server.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { Watch } from '../support/until.js';
import { refusal, startSidecar } from './support/client.js';
import { CommandLine, otatools } from './support/command-line.js';
import { imageFile, temporaryFolder } from './support/folder.js';
import { pythonServer, silentDevice, webServer } from './support/listeners.js';

const options = { timeout: 60_000, skip: process.platform === 'win32' };

async function serve(test: TestContext, folder: string): Promise<{ run: CommandLine; url: string }> {
  const run = CommandLine.start(test, ['serve', folder, '--port', '0', '--address', '127.0.0.1', '--json']);
  const { url } = JSON.parse(await run.lines.line(/"serving":true/)) as { url: string };
  return { run, url };
}

test('serve gives firmware and nothing else, tells of it as JSON, and ends with 0 on Ctrl-C', options, async (t) => {
  const file = imageFile(t);
  const folder = path.dirname(file);
  writeFileSync(path.join(folder, 'secret.txt'), 'no firmware');
  const { run, url } = await serve(t, folder);
  const whole = await fetch(`${url}new.app-bin`, { headers: { 'x-ESP32-STA-MAC': '24:0a:c4:00:00:01' } });
  assert.equal(whole.status, 200);
  const content = readFileSync(file);
  assert.ok(Buffer.from(await whole.arrayBuffer()).equals(content));
  assert.equal(Number(whole.headers.get('content-length')), content.length);
  const done = JSON.parse(await run.lines.line(/"state":"done"/)) as { board: string; bytesSent: number };
  assert.deepEqual([done.board, done.bytesSent], ['24:0a:c4:00:00:01', content.length]);
  const etag = whole.headers.get('etag')!;
  assert.equal((await fetch(`${url}new.app-bin`, { headers: { 'if-none-match': etag } })).status, 304);
  const part = await fetch(`${url}new.app-bin`, { headers: { range: 'bytes=100-199' } });
  assert.equal(part.status, 206);
  assert.ok(Buffer.from(await part.arrayBuffer()).equals(content.subarray(100, 200)));
  for (const wrong of ['secret.txt', '', '../etc/passwd', '%2e%2e/%2e%2e/etc/passwd', 'none.app-bin']) {
    assert.equal((await fetch(url + wrong)).status, 404, wrong);
  }
  run.child.kill('SIGINT');
  assert.equal((await run.finished).code, 0);
});

test('what a board says of itself is told in plain words, as JSON, and to an editor that asks', options, async (t) => {
  const mac = '24:0a:c4:00:00:01';
  const headers = {
    'x-ESP32-STA-MAC': mac, 'x-ESP32-version': 'v1.25.0', 'x-OtaTools-slot': 'ota_0', 'x-OtaTools-state': 'VALID', 'x-OtaTools-image': '0123456789abcdef',
    'x-OtaTools-outcome': 'rolled-back fedcba9876543210', 'x-OtaTools-reason': 'Wi-Fi%20%27home%27%3A%20no%20answer',
  };
  // What one server learns of the boards of a folder, the next one knows: each has a folder of its own.
  const folder = (): string => path.dirname(imageFile(t));
  const words = CommandLine.start(t, ['serve', folder(), '--port', '0', '--address', '127.0.0.1']);
  const url = /http:\/\/\S+/.exec(await words.lines.line(/http:/))![0];
  await fetch(`${url}new.app-bin`, { headers });
  assert.match(await words.lines.line(/runs v1\.25\.0/), new RegExp(`${mac} runs v1\\.25\\.0 from ota_0 · is offered \\S+ \\(/new\\.app-bin\\) · rolled back, fedcba9876543210 .*: Wi-Fi 'home': no answer$`));

  const json = await serve(t, folder());
  await fetch(`${json.url}new.app-bin`, { headers });
  const told = JSON.parse(await json.run.lines.line(/"outcome":\{/)) as { id: string; outcome: { result: string; reason: string } };
  assert.deepEqual([told.id, told.outcome.result, told.outcome.reason], [mac, 'rolledBack', "Wi-Fi 'home': no answer"]);

  const sidecar = await startSidecar(t);
  const news = new Watch<{ id: string; line?: string }>();
  sidecar.on<{ id: string; line?: string }>('otatools/serving/board', (board) => news.add(board));
  const editor = await sidecar.request<{ url: string }>('otatools/serving/start', { root: folder(), port: 0, address: '127.0.0.1' });
  await fetch(`${editor.url}new.app-bin`, { headers });
  assert.match((await news.find((board) => board.id === mac && board.line !== undefined, 'the news')).line!, /rolled back/);
  const { boards } = await sidecar.request<{ boards: { id: string; version: string; offered: { path: string } }[] }>('otatools/serving/boards');
  assert.deepEqual(boards.map((board) => [board.id, board.version, board.offered.path]), [[mac, 'v1.25.0', '/new.app-bin']]);
});

test('Ctrl-C ends serving with 0 while a client holds a connection', options, async (t) => {
  const { run, url } = await serve(t, path.dirname(imageFile(t, { size: 1 << 20 })));
  const stalled = await fetch(`${url}new.app-bin`);
  assert.equal(stalled.status, 200);
  run.child.kill('SIGINT');
  assert.equal((await run.finished).code, 0);
  await stalled.body?.cancel().catch(() => {});
});

test('an update does not cut the downloads of other boards; a person who serves another folder does', options, async (t) => {
  const [served, other] = [path.dirname(imageFile(t, { size: 15 << 20 })), imageFile(t)];
  const sidecar = await startSidecar(t);
  const params = { port: 0, address: '127.0.0.1' };
  const { url } = await sidecar.request<{ url: string }>('otatools/serving/start', { ...params, root: served });
  const stalled = await fetch(`${url}new.app-bin`, { headers: { 'x-ESP32-STA-MAC': '24:0a:c4:00:00:09' } });
  const error = await refusal(sidecar.request('otatools/update/run', { ...params, device: await silentDevice(t), firmware: other }));
  assert.deepEqual([error.code, error.data?.reason], [1405, 'ServingBusy']);
  assert.match(error.message, /24:0a:c4:00:00:09/);
  assert.equal((await sidecar.request<{ root: string }>('otatools/serving/state')).root, served);
  const { root } = await sidecar.request<{ root: string }>('otatools/serving/start', { ...params, root: path.dirname(other) });
  assert.equal(root, path.dirname(other));
  await stalled.body?.cancel().catch(() => {});
});

test('a port on which we serve already is known as such, on the command line and in an editor', options, async (t) => {
  const { url } = await serve(t, path.dirname(imageFile(t)));
  const { port } = new URL(url);
  const second = await otatools(t, ['serve', temporaryFolder(t), '--port', port, '--address', '127.0.0.1']);
  assert.equal(second.code, 6);
  const sidecar = await startSidecar(t);
  const error = await refusal(sidecar.request('otatools/serving/start', { root: temporaryFolder(t), port: Number(port), address: '127.0.0.1' }));
  assert.equal(error.data?.reason, 'PortInUse');
  for (const message of [second.stderr, error.message]) {
    assert.match(message, /OTA Tools, in another window or on a command line/);
  }
  assert.doesNotMatch(error.message, /--/);
});

test('a port that python3 -m http.server holds is told by its name', options, async (t) => {
  const server = await pythonServer(t, temporaryFolder(t));
  if (!server) {
    return t.skip('python3 is not installed');
  }
  const sidecar = await startSidecar(t);
  const error = await refusal(sidecar.request('otatools/serving/start', { root: temporaryFolder(t), port: Number(new URL(server).port), address: '127.0.0.1' }));
  assert.equal(error.data?.reason, 'PortInUse');
  assert.match(error.message, /SimpleHTTP\/.* Python\//);
  assert.match(error.data.evidence ?? '', process.platform === 'linux' ? /SimpleHTTP.*python.*\d/i : /SimpleHTTP/);
  return undefined;
});

test('a port that is in use, and a folder that is not there, end with 6 and what to do', options, async (t) => {
  const busy = new URL(await webServer(t, (_, response) => response.setHeader('Server', 'Another/1.0').end())).port;
  const taken = await otatools(t, ['serve', temporaryFolder(t), '--port', busy, '--address', '127.0.0.1']);
  assert.equal(taken.code, 6);
  assert.match(taken.stderr, new RegExp(`Port ${busy} is in use by Another/1\\.0.*another port`));
  assert.match(taken.stderr, /^Option: --port$/m);
  const gone = await otatools(t, ['serve', path.join(temporaryFolder(t), 'none'), '--port', '0', '--address', '127.0.0.1']);
  assert.equal(gone.code, 6);
});
