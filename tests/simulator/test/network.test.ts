import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildAppImage } from '@otatools/simulator';
import { Bench } from './support/bench.js';
import { closedPort, listen, serveFile } from './support/file-server.js';
import { errorOf, joinWifi } from './support/python.js';

const home = [{ ssid: 'home', psk: 'secret' }, { ssid: 'cafe' }];

const joinAndReport = (ssid: string, key: string): string => `
import network, time
wlan = network.WLAN(network.WLAN.IF_STA)
wlan.active(True)
wlan.connect(${JSON.stringify(ssid)}, ${JSON.stringify(key)})
while wlan.status() == network.STAT_CONNECTING:
    time.sleep_ms(1)
print(wlan.status(), wlan.isconnected())`;

test('joining a network gives the statuses of the chip', async (t) => {
  const bench = await Bench.inRawMode(t, { networks: home });
  assert.equal(await bench.print(joinAndReport('home', 'secret')), '1010 True');
  assert.equal(await bench.print(joinAndReport('home', 'wrong')), '202 False');
  assert.equal(await bench.print('wlan.disconnect()\nprint(wlan.status())'), '1000');
  assert.equal(await bench.print(joinAndReport('nowhere', '')), '201 False');
  assert.equal(await bench.print('wlan.disconnect()\nwlan.connect("cafe", "whatever")\nwhile not wlan.isconnected(): pass\nprint(wlan.config("ssid"))'), 'cafe');
});

test('connecting too early or twice is refused', async (t) => {
  const bench = await Bench.inRawMode(t, { networks: [] });
  await bench.print('import network\nwlan = network.WLAN(0)');
  assert.equal(await bench.print(errorOf('wlan.connect("a", "b")')), "('Wifi Not Started',)");
  await bench.print('wlan.active(True)\nwlan.connect("a", "b")');
  assert.equal(await bench.print(errorOf('wlan.connect("a", "b")')), "('Wifi Internal State Error',)");
});

test('a joined board has its address and sees its networks', async (t) => {
  const bench = await Bench.inRawMode(t, { networks: home, ip: '192.168.4.7', mac: '240ac4010203' });
  await bench.print(joinWifi);
  assert.equal(await bench.print('print(wlan.ifconfig(), wlan.ipconfig("addr4"), wlan.config("mac"))'),
    "('192.168.4.7', '255.255.255.0', '192.168.4.1', '192.168.4.1') ('192.168.4.7', '255.255.255.0') b'$\\n\\xc4\\x01\\x02\\x03'");
  assert.equal(await bench.print('print([n[0] for n in wlan.scan()], network.hostname(), wlan.config(pm=wlan.PM_NONE))'), "[b'home', b'cafe'] mpy-esp32 None");
});

test('firmware without a radio never joins', async (t) => {
  const bench = await Bench.inRawMode(t, { image: buildAppImage({ behaviour: 'no-wifi' }) });
  assert.equal(await bench.print(joinAndReport('home', 'secret')), '201 False');
});

test('a socket reads lines, exact counts and the rest', async (t) => {
  const port = await listen(t, (socket) => socket.end('one\r\ntwo\r\nthree and more'));
  const bench = await Bench.inRawMode(t);
  assert.equal(await bench.print(`${joinWifi}
import socket
s = socket.socket()
s.connect(socket.getaddrinfo("localhost", ${port})[0][-1])
b = bytearray(3)
print(s.readline(), s.read(5), s.readinto(b), b, s.recv(1), s.read(), s.recv(1))
s.close()`), "b'one\\r\\n' b'two\\r\\n' 3 bytearray(b'thr') b'e' b'e and more' b''");
});

test('a socket that waits in vain times out with 116, and with 11 when it must not wait', async (t) => {
  const port = await listen(t, () => {});
  const bench = await Bench.inRawMode(t);
  await bench.print(`${joinWifi}\nimport socket\ns = socket.socket()\ns.connect(("127.0.0.1", ${port}))\ns.settimeout(0.02)`);
  assert.equal(await bench.print(errorOf('s.recv(1)')), '(116,)');
  assert.equal(await bench.print(`s.setblocking(False)${errorOf('s.recv(1)')}`), '(11,)');
  assert.equal(await bench.print('print(s.read(1))'), 'None');
});

test('a closed port, an unknown name and a missing network have their own errors', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print('import socket\ns = socket.socket()');
  assert.equal(await bench.print(errorOf('s.connect(("127.0.0.1", 9))')), '(118,)');
  await bench.print(joinWifi);
  assert.equal(await bench.print(errorOf(`s.connect(("127.0.0.1", ${await closedPort()}))`)), '(104,)');
  assert.equal(await bench.print(errorOf('socket.getaddrinfo("no.such.host", 80)')), '(-202,)');
});

test('the network of the board has names of its own', async (t) => {
  const bench = await Bench.inRawMode(t, { hosts: { 'server.lan': '127.0.0.1' } });
  assert.equal(await bench.print(`${joinWifi}\nimport socket\nprint(socket.getaddrinfo("server.lan", 80)[0][-1])`), "('127.0.0.1', 80)");
});

test('a connection in the background is announced by poll', async (t) => {
  const port = await listen(t, (socket) => socket.once('data', () => socket.end('pong')));
  const bench = await Bench.inRawMode(t);
  await bench.print(`${joinWifi}\nimport socket, select\ns = socket.socket()\ns.setblocking(False)`);
  assert.equal(await bench.print(errorOf(`s.connect(("127.0.0.1", ${port}))`)), '(119,)');
  assert.equal(await bench.print(`
p = select.poll()
p.register(s, select.POLLOUT)
print(p.poll(2000)[0][1] == select.POLLOUT, s.write(b"ping"))
p.modify(s, select.POLLIN)
print(p.poll(2000)[0][1] & select.POLLIN, s.recv(9))`), 'True 4\n1 b\'pong\'');
  assert.equal(await bench.print('q = select.poll()\nimport sys\nq.register(sys.stdin, select.POLLIN)\nprint(q.poll(1))'), '[]');
});

test('poll reports a connection that failed', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print(`${joinWifi}\nimport socket, select\ns = socket.socket()\ns.setblocking(False)`);
  await bench.print(errorOf(`s.connect(("127.0.0.1", ${await closedPort()}))`));
  assert.equal(await bench.print('p = select.poll()\np.register(s, select.POLLOUT)\nprint(p.poll(2000)[0][1] & select.POLLERR)'), '8');
});

test('poll waits for the console and a socket at once', async (t) => {
  const port = await listen(t, () => {});
  const bench = await Bench.inRawMode(t);
  await bench.print(`${joinWifi}\nimport socket, select, sys\ns = socket.socket()\ns.connect(("127.0.0.1", ${port}))`);
  await bench.launch('p = select.poll()\np.register(s, 1)\np.register(sys.stdin, 1)\nprint("waiting")\nr = p.poll(5000)\nprint(len(r), r[0][0] is sys.stdin, sys.stdin.read(1))');
  await bench.console.readUntil('waiting\r\n');
  bench.console.write('x');
  await bench.console.readUntil('1 True x\r\n');
});

test('the board can serve, too', async (t) => {
  const bench = await Bench.inRawMode(t);
  const port = await closedPort();
  assert.equal(await bench.print(`${joinWifi}
import socket
server = socket.socket()
server.bind(("127.0.0.1", ${port}))
server.listen(1)
client = socket.socket()
client.connect(("127.0.0.1", ${port}))
peer, address = server.accept()
client.sendall(b"hello")
print(peer.recv(5), address[0])`), "b'hello' 127.0.0.1");
});

test('a large transfer in both directions arrives whole', async (t) => {
  const port = await listen(t, (socket) => socket.pipe(socket));
  const bench = await Bench.inRawMode(t);
  await bench.print(`${joinWifi}\nimport socket\ns = socket.socket()\ns.connect(("127.0.0.1", ${port}))`);
  assert.equal(await bench.print(`
import hashlib
sent = hashlib.sha256()
received = hashlib.sha256()
block = bytes(range(256)) * 16
for i in range(50):
    s.sendall(block)
    sent.update(block)
    received.update(s.read(len(block)))
print(sent.digest() == received.digest())`), 'True');
});

test('requests speaks HTTP/1.0 and keeps header names as they came', async (t) => {
  const port = await serveFile(t, Buffer.from('{"a": 1}'), '200 OK', 'eTag: "x"\r\n');
  const bench = await Bench.inRawMode(t);
  assert.equal(await bench.print(`${joinWifi}
import requests
r = requests.get("http://127.0.0.1:${port}/f")
print(r.status_code, r.headers["eTag"], "ETag" in r.headers, r.json())
r.close()
r = requests.get("http://127.0.0.1:${port}/f")
print(r.raw.read(2), r.text)`), '200 "x" False {\'a\': 1}\nb\'{"\' a": 1}');
});

test('the rate at which the board receives can be limited', async (t) => {
  const port = await listen(t, (socket) => socket.end(Buffer.alloc(10_000)));
  const bench = await Bench.inRawMode(t, { netRate: 40_000 });
  await bench.print(`${joinWifi}\nimport socket\ns = socket.socket()\ns.connect(("127.0.0.1", ${port}))`);
  const milliseconds = Number(await bench.print('start = time.ticks_ms()\nn = len(s.read())\nprint(time.ticks_diff(time.ticks_ms(), start))'));
  assert.ok(milliseconds >= 200 && milliseconds < 1500, `${milliseconds} ms`);
});
