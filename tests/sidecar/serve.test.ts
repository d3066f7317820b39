// serve: a real HTTP client against the real server.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { CommandLine, otatools } from './support/command-line.js';
import { imageFile, temporaryFolder } from './support/folder.js';
import { webServer } from './support/listeners.js';

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

test('Ctrl-C ends serving with 0 while a client holds a connection', options, async (t) => {
  const { run, url } = await serve(t, path.dirname(imageFile(t, { size: 1 << 20 })));
  const stalled = await fetch(`${url}new.app-bin`);
  assert.equal(stalled.status, 200);
  run.child.kill('SIGINT');
  assert.equal((await run.finished).code, 0);
  await stalled.body?.cancel().catch(() => {});
});

test('a port that is in use, and a folder that is not there, end with 6 and what to do', options, async (t) => {
  const busy = new URL(await webServer(t, (_, response) => response.end())).port;
  const taken = await otatools(t, ['serve', temporaryFolder(t), '--port', busy, '--address', '127.0.0.1']);
  assert.equal(taken.code, 6);
  assert.match(taken.stderr, /--port/);
  const gone = await otatools(t, ['serve', path.join(temporaryFolder(t), 'none'), '--port', '0', '--address', '127.0.0.1']);
  assert.equal(gone.code, 6);
});
