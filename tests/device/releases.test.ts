// A board at a release pointer: it takes the image that is named there, when its turn has come, and nothing else.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { DeviceBoard, image } from './support/device-board.js';
import { FaultyServer, send } from './support/faulty-server.js';
import { reply } from './support/honest-answer.js';
import { modulusOf, newKey } from './support/manifests.js';
import { packsOf } from './support/pack-board.js';
import { RawLink } from './support/raw-link.js';
import { identityOf, MAC, newest, next, placeOf, POINTER, pointer, published, type ReleaseFields, turnOf, turnTable } from './support/releases.js';
import { deltaName, similarImages } from './support/similar-images.js';

const old = image({ version: 'v1.25.0', date: '2025-04-15', seed: 1 });
const key = newKey(2048);
const WIFI = [{ ssid: 'workshop', password: 'a long password' }];
const TURN = turnOf(MAC, next);
const scriptsOf = (path: string): boolean => path.includes('ota-scripts');

/** What was asked for, but for scripts. */
const asked = (server: FaultyServer): string[] => server.seen.filter(({ path }) => !scriptsOf(path)).map(({ path, status }) => `${path} ${status}`);

async function at(t: TestContext, files: Record<string, Buffer>, options: Parameters<typeof DeviceBoard.configured>[2] = {}, query = ''): Promise<[FaultyServer, DeviceBoard]> {
  const server = await FaultyServer.start(t, files);
  return [server, await DeviceBoard.configured(t, server.url(POINTER) + query, { image: old, mac: MAC, ...options })];
}

const withKey = (url: string): { config: object } => ({ config: { wifi: WIFI, fw_url: url, trial: 40, key: modulusOf(key) } });

for (const micropython of ['oldest', 'newest'] as const) {
  test(`the image that the pointer names is installed, and then one 304 is all (${micropython} MicroPython)`, async (t) => {
    const [server, device] = await at(t, published(next), { micropython });
    await device.line(new RegExp(`^\\[OTA\\] release v1\\.26\\.0 of ${next.length} bytes$`));
    await device.line(/^\[OTA\] valid v1\.26\.0 /);
    await device.line(/^\[OTA\] already running this image: nothing newer \(304\)$/);
    await device.line(/^main\.py runs$/);
    const named = `/fw/${placeOf(next)}`;
    assert.deepEqual(asked(server), [`${POINTER} 206`, `${named} 206`, `${named} 200`, `${POINTER} 304`, `${POINTER} 304`]);
    assert.ok(server.seen.some(({ path }) => path === '/fw/ota-scripts.manifest'), 'scripts are looked for beside the pointer');
    assert.equal(device.board.state().sha256, next.subarray(-32).toString('hex'));
  });

  test(`whose turn it is follows the table of RELEASES.md (${micropython} MicroPython)`, async (t) => {
    const device = await DeviceBoard.start(t, { micropython });
    await device.reach({ console: '>>> ' });
    const link = await RawLink.open(t, device.board.consolePort);
    const table = turnTable();
    assert.ok(table.length > 5);
    const calls = table.map(({ mac, sha256 }) => `turn(binascii.unhexlify("${mac}"), "${sha256}")`).join(',');
    assert.equal(await link.execute(`import binascii\nfrom ota_release import turn\nprint([${calls}])`), `[${table.map(({ turn }) => turn).join(', ')}]\r\n`);
  });
}

test('before its turn a board asks for no image, remembers that, and takes it when the share reaches it', async (t) => {
  const [server, device] = await at(t, published(next, { share: TURN }));
  await device.line(new RegExp(`^\\[OTA\\] not this board's turn yet: this release goes to ${TURN / 100} % of boards first$`));
  await device.line(/^main\.py runs$/);
  let from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] not this board's turn yet: nothing newer \(304\)$/, from);
  await device.line(/^main\.py runs$/, from);
  assert.deepEqual(asked(server), [`${POINTER} 206`, `${POINTER} 304`]);
  assert.equal(device.written('ota_1').erases, 0);

  server.files.set(POINTER, pointer(next, { share: TURN + 1 }));
  from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] valid v1\.26\.0 /, from);
});

test('a server that keeps the image back from this board is no failure, and is asked again', async (t) => {
  const [server, device] = await at(t, published(next));
  server.strike(({ socket }) => send(socket, reply(304)), 1, ({ request }) => request.path === `/fw/${placeOf(next)}`);
  await device.line(/^\[OTA\] not this board's turn yet: the server keeps the release's image back \(304\)$/);
  await device.line(/^main\.py runs$/);
  assert.equal(device.written('ota_1').erases, 0);
  assert.ok(!server.neverStruck);
  const from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] valid v1\.26\.0 /, from);
});

test('who runs the image stays, whatever becomes of the share', async (t) => {
  const [server, device] = await at(t, published(next, { share: 0 }), { image: next });
  await device.line(/^\[OTA\] already running this image: nothing to do$/);
  await device.line(/^main\.py runs$/);
  const from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] already running this image: nothing newer \(304\)$/, from);
  assert.deepEqual(asked(server), [`${POINTER} 206`, `${POINTER} 304`]);
});

test('an image without app_elf_sha256 is known as the running one by its SHA-256', async (t) => {
  const anonymous = image({ elfSha256: Buffer.alloc(32), size: 100_000 });
  const another = image({ elfSha256: Buffer.alloc(32), size: 100_000, seed: 2 });
  assert.equal(identityOf(anonymous), identityOf(another), 'the first bytes are alike');
  const [server, device] = await at(t, published(anonymous), { image: anonymous });
  await device.line(/^\[OTA\] already running this image: nothing to do$/);
  await device.line(/^main\.py runs$/);
  assert.deepEqual(asked(server), [`${POINTER} 206`]);
  for (const [path, content] of Object.entries(published(another))) server.files.set(path, content);
  const from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] valid /, from);
  assert.equal(device.board.state().sha256, another.subarray(-32).toString('hex'));
});

test('packed forms are asked for where the pointer names them, and only there', async (t) => {
  const pair = similarImages();
  const packs = packsOf(t, pair.old, pair.next);
  const named = `/fw/${placeOf(pair.next)}`;
  const delta = deltaName(named, pair.old);
  const forms = { [delta]: packs.delta, [`${named}.pack`]: packs.compressed };
  const variants: [ReleaseFields, string[]][] = [
    [{ deltas: [identityOf(pair.old)], packed: true }, [`${delta} 200`]],
    [{ deltas: ['00'.repeat(8)], packed: true }, [`${named}.pack 200`]],
    [{}, [`${named} 200`]],
  ];
  for (const [more, downloads] of variants) {
    const [server, device] = await at(t, { ...published(pair.next, more), ...forms }, { image: pair.old });
    await device.line(/^\[OTA\] valid /);
    assert.deepEqual(asked(server).slice(0, 4), [`${POINTER} 206`, `${named} 206`, ...downloads, `${POINTER} 304`]);
  }
});

test('a pack that gives another image is of no use, and the image itself is taken', async (t) => {
  const pair = similarImages();
  const packs = packsOf(t, pair.old, newest);
  const [, device] = await at(t, { ...published(pair.next, { packed: true }), [`/fw/${placeOf(pair.next)}.pack`]: packs.compressed }, { image: pair.old });
  await device.line(/^\[OTA\] no use in the compressed image: it gives another image$/);
  await device.line(/^\[OTA\] valid /);
  assert.equal(device.board.state().sha256, pair.next.subarray(-32).toString('hex'));
});

test('a board with a key asks for no manifest beside the image: the pointer is one', async (t) => {
  const server = await FaultyServer.start(t, published(next, {}, key));
  const device = await DeviceBoard.configured(t, server.url(POINTER), { image: old, mac: MAC, ...withKey(server.url(POINTER)) });
  await device.line(/^\[OTA\] valid v1\.26\.0 /);
  await device.line(/^main\.py runs$/);
  assert.ok(server.seen.every(({ path }) => !path.endsWith('.app-bin.manifest')));

  // Then what is older stays out, and the same number counts for the same image only.
  for (const sequence of [6, 7]) {
    for (const [path, content] of Object.entries(published(newest, { sequence }, key))) server.files.set(path, content);
    const from = device.mark;
    await device.restart();
    await device.line(new RegExp(`^\\[BOOT\\]\\[ERR\\] release: an old signed image is played back: number ${sequence}, this board has proved 7$`), from);
    await device.line(/^main\.py runs$/, from);
  }
  server.files.set(POINTER, pointer(newest, { sequence: 8 }, key));
  const from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] valid v1\.27\.0 /, from);
});

test('a board with a key takes no pointer that is unsigned, or signed by another', async (t) => {
  const server = await FaultyServer.start(t, published(next));
  const device = await DeviceBoard.configured(t, server.url(POINTER), { image: old, mac: MAC, ...withKey(server.url(POINTER)) });
  await device.line(/^\[BOOT\]\[ERR\] release: the manifest is not signed$/);
  await device.line(/^main\.py runs$/);
  server.files.set(POINTER, pointer(next, {}, newKey(2048, true)));
  const from = device.mark;
  await device.restart();
  await device.line(/^\[BOOT\]\[ERR\] release: the manifest's signature is wrong$/, from);
  await device.line(/^main\.py runs$/, from);
  assert.deepEqual(asked(server), [`${POINTER} 206`, `${POINTER} 206`]);
  assert.equal(device.written('ota_1').erases, 0);
});

test('without a key the sequence means nothing: a release can be taken back, and a key that comes later is not bound by it', async (t) => {
  const [server, device] = await at(t, published(newest, { sequence: 2 ** 53 }));
  await device.line(/^\[OTA\] valid v1\.27\.0 /);
  await device.line(/^main\.py runs$/);
  for (const [path, content] of Object.entries(published(next, { sequence: 1 }))) server.files.set(path, content);
  let from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] valid v1\.26\.0 /, from);
  await device.line(/^main\.py runs$/, from);
  device.board.files.write('/ota.json', Buffer.from(JSON.stringify(withKey(server.url(POINTER)).config)));
  server.files.set(POINTER, pointer(newest, { sequence: 2 }, key));
  from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] valid v1\.27\.0 /, from);
});

test('a pointer that changes while the board downloads changes nothing for it; the next start takes the new release', async (t) => {
  const [server, device] = await at(t, published(next));
  const named = `/fw/${placeOf(next)}`;
  server.strike(({ reply, socket, server }) => {
    for (const [path, content] of Object.entries(published(newest))) server.files.set(path, content);
    socket.end(Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${next.length}\r\nETag: ${reply.headers.ETag}\r\n\r\n`), next.subarray(0, 70_000)]));
  }, 1, ({ request }) => request.path === named && !request.headers.range);
  await device.line(/^\[OTA\] resumed at /);
  await device.line(/^\[OTA\] valid v1\.26\.0 /);
  await device.line(/^\[OTA\] valid v1\.27\.0 /);
  assert.equal(server.requests(POINTER)[1]!.status, 206, 'the pointer is read once in an attempt');
});

test('an image that failed three times is left alone by its identity, without a request for it', async (t) => {
  const broken = image({ size: 150_000, behaviour: 'crash' });
  const [server, device] = await at(t, published(broken));
  await device.line(/^\[OTA\] left alone: this image failed 3 times/, 0, 40_000);
  await device.line(/^main\.py runs$/);
  const from = server.seen.length;
  const mark = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] left alone/, mark);
  assert.deepEqual(server.seen.slice(from).map(({ path }) => path).filter((path) => !scriptsOf(path)), [POINTER]);
});

test('ota.check() follows the pointer, and writes nothing', async (t) => {
  const [server, device] = await at(t, published(next, { share: TURN }));
  await device.line(/^main\.py runs$/);
  await device.reach({ console: '>>> ' });
  device.type('import ota; print("is there one:", ota.check())\r');
  await device.line(/^is there one: False$/);
  server.files.set(POINTER, pointer(next));
  device.type('print("and now:", ota.check())\r');
  await device.line(/^and now: True$/);
  assert.equal(device.written('ota_1').erases, 0);
});

test('the query of FW_URL goes along to the image; each request tells the chip, and how well the board hears its access point', async (t) => {
  const [server, device] = await at(t, published(next), { rssi: -71 }, '?token=a/b');
  await device.line(/^\[OTA\] valid v1\.26\.0 /);
  assert.ok(server.seen.length > 3);
  for (const { path, headers } of server.seen) {
    assert.ok(path.endsWith('?token=a/b'), path);
    assert.equal(headers['x-otatools-chip'], '0');
    assert.equal(headers['x-otatools-rssi'], '-71');
  }
});
