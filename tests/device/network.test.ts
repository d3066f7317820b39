import assert from 'node:assert/strict';
import net from 'node:net';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { DeviceBoard, image, NETWORK } from './support/device-board.js';
import { FirmwareServer, plain, tagged } from './support/firmware-server.js';

const next = image();
const wifi = (ssid: string, password = ''): object => ({ ssid, password });

/** A TCP server that does with each connection what the test says; its URL. */
async function rawServer(t: TestContext, talk: (socket: net.Socket) => void): Promise<string> {
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket.on('error', () => {}));
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    open.forEach((socket) => socket.destroy());
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as net.AddressInfo).port}/x.app-bin`;
}

async function failsWith(t: TestContext, url: string, says: RegExp): Promise<void> {
  const device = await DeviceBoard.configured(t, url);
  assert.match(await device.line(/^\[BOOT\]\[ERR\] /), says);
  await device.line(/^main\.py runs$/);
  assert.equal(device.board.state().slot, 'ota_0');
  assert.equal(device.boots, 1);
}

test('a network that is not there is named', async (t) => {
  const device = await DeviceBoard.start(t, { config: { wifi: [wifi('elsewhere', 'x')], fw_url: 'http://127.0.0.1:9/' } });
  await device.line(/^\[BOOT\]\[ERR\] Wi-Fi 'elsewhere': no such network in range/);
  await device.line(/^main\.py runs$/);
});

test('a wrong password is named, and is not printed', async (t) => {
  const device = await DeviceBoard.start(t, { config: { wifi: [wifi(NETWORK.ssid, 'not the password')], fw_url: 'http://127.0.0.1:9/' } });
  await device.line(/^\[BOOT\]\[ERR\] Wi-Fi 'workshop': wrong password/);
  await device.line(/^main\.py runs$/);
  assert.ok(!device.board.console.includes('not the password'));
});

test('an open network needs no password', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.start(t, { networks: [{ ssid: 'open' }], config: { wifi: [wifi('open')], fw_url: server.url() } });
  await device.line(/^\[OTA\] valid /);
});

test('several networks are tried in order', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.start(t, { config: { wifi: [wifi('elsewhere', 'x'), wifi(NETWORK.ssid, NETWORK.psk)], fw_url: server.url() } });
  await device.line(/^\[OTA\] Wi-Fi 'elsewhere': no such network/);
  await device.line(/^\[OTA\] valid /);
});

test('nobody listening is told as such', async (t) => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  await failsWith(t, `http://127.0.0.1:${port}/x`, /refuses the connection: is it running/);
});

test('an unknown host is told as such', (t) => failsWith(t, 'http://nowhere.invalid/x', /no address for host nowhere\.invalid/));

test('a URL that is none is told as such', (t) => failsWith(t, 'ftp://127.0.0.1/x', /must begin with http:\/\/ or https:\/\//));

test('a server that never answers is given up', async (t) => {
  await failsWith(t, await rawServer(t, () => {}), /does not answer/);
});

test('a server that stalls in the middle is given up', async (t) => {
  const url = await rawServer(t, (socket) => {
    socket.write(`HTTP/1.0 200 OK\r\nContent-Length: ${next.length}\r\n\r\n`);
    socket.write(next.subarray(0, 30_000));
  });
  await failsWith(t, url, /the next start goes on/);
});

test('a server that resets in the middle is given up', async (t) => {
  let reset = (): void => {};
  const url = await rawServer(t, (socket) => {
    socket.write(`HTTP/1.0 200 OK\r\nContent-Length: ${next.length}\r\n\r\n`);
    socket.write(next.subarray(0, 30_000));
    reset = () => socket.resetAndDestroy();
  });
  const device = await DeviceBoard.configured(t, url, { beforeBoot: 'ota_state.SECOND = 1000' });
  await device.reach({ 'netReceived>': 30_000 });
  reset();
  await device.line(/^\[OTA\] the connection broke/);
});

test('a server that speaks something else is told as such', async (t) => {
  await failsWith(t, await rawServer(t, (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n')), /does not speak HTTP/);
});

test('an endless header line costs no memory', async (t) => {
  const url = await rawServer(t, (socket) => {
    socket.write('HTTP/1.0 200 OK\r\nX: ');
    const more = (): void => void (socket.write('x'.repeat(65536)) ? setImmediate(more) : socket.once('drain', more));
    more();
  });
  await failsWith(t, url, /./);
});

test('the access point vanishes in the middle: the board gives up and the next start succeeds', async (t) => {
  const server = await FirmwareServer.start(t, (_, response) => {
    response.writeHead(200, { 'Content-Length': next.length }).write(next.subarray(0, 40_000));
  });
  const device = await DeviceBoard.configured(t, server.url());
  await device.reach({ 'netReceived>': 40_000 });
  device.board.setWifiAvailable(false);
  await device.line(/^\[BOOT\]\[ERR\] /);
  await device.line(/^main\.py runs$/);
  device.board.setWifiAvailable(true);
  server.answer = tagged(next);
  await device.restart();
  await device.line(/^\[OTA\] valid /);
});

test('the board says who it is, as Arduino does', async (t) => {
  const server = await FirmwareServer.start(t, plain(next));
  const device = await DeviceBoard.configured(t, server.url('/OTA/a%20b.app-bin'), { image: next });
  await device.line(/already running/);
  const { path: asked, headers } = server.seen[0]!;
  assert.equal(asked, '/OTA/a%20b.app-bin');
  assert.equal(headers['x-esp32-sta-mac'], '24:0a:c4:00:00:01');
  assert.equal(headers['x-esp32-version'], 'v1.26.0');
  assert.equal(headers['x-otatools-slot'], 'ota_0');
});

const python = spawnSync('python3', ['--version']).status === 0;

test('python3 -m http.server is server enough', { skip: python ? false : 'no python3 here' }, async (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'otatools-'));
  writeFileSync(path.join(folder, 'firmware.app-bin'), next);
  const server = spawn('python3', ['-u', '-m', 'http.server', '0', '--bind', '127.0.0.1'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  t.after(() => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const port = await new Promise<string>((resolve) => server.stdout.once('data', (text: Buffer) => resolve(/port (\d+)/.exec(text.toString())![1]!)));
  const device = await DeviceBoard.configured(t, `http://127.0.0.1:${port}/firmware.app-bin`);
  await device.line(/^\[OTA\] valid v1\.26\.0/);
  await device.line(/^\[OTA\] already running this image: nothing to do$/);
});
