import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bench } from './support/bench.js';
import { errorOf } from './support/python.js';

test('the modules of the ESP32 port are there, under their old names too', async (t) => {
  const bench = await Bench.inRawMode(t);
  const names = 'esp esp32 machine network socket ssl requests select hashlib deflate binascii json struct '
    + 'uos utime usocket uhashlib ujson ubinascii uerrno urequests ussl tls umachine';
  assert.equal(await bench.print(`for name in "${names}".split():\n    __import__(name)`), '');
});

test('sys is the ESP32 port\'s, and its path is the one that imports search', async (t) => {
  const bench = await Bench.inRawMode(t);
  bench.board.files.write('/extra/m.py', Buffer.from('x = 1'));
  assert.equal(await bench.print('import sys\nsys.path.append("/extra")\nimport m\nprint(m.x, sys.platform, sys.__name__, sys.implementation.name, sys.argv)'), '1 esp32 sys micropython []');
});

test('a partition is described as on the chip', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print('from esp32 import Partition as P\np = P(P.RUNNING)');
  assert.equal(await bench.print('print(p)'), '<Partition type=0, subtype=16, address=65536, size=1572864, label=ota_0, encrypted=0>');
  assert.equal(await bench.print('print(p.get_next_update().info())'), "(0, 17, 1638400, 1572864, 'ota_1', False)");
  assert.equal(await bench.print('print([q.info()[4] for q in P.find(P.TYPE_DATA)])'), "['nvs', 'otadata', 'phy_init', 'vfs']");
  assert.equal(await bench.print('print(p.ioctl(4, 0), p.ioctl(5, 0))'), '384 4096');
});

test('writeblocks erases with two arguments and does not with three', async (t) => {
  const bench = await Bench.inRawMode(t);
  const text = await bench.print(`
from esp32 import Partition as P
p = P("ota_1")
b = bytearray(4)
p.writeblocks(0, b"\\x0f" * 4096)
p.writeblocks(0, b"\\xf3" * 4, 2)
p.readblocks(0, b)
print(bytes(b))
p.ioctl(6, 0)
p.readblocks(0, b)
print(bytes(b))`);
  assert.equal(text, "b'\\x0f\\x0f\\x03\\x03'\nb'\\xff\\xff\\xff\\xff'");
});

test('NVS keeps numbers and blobs over a reset', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print('from esp32 import NVS\nn = NVS("ota")\nn.set_i32("count", -7)\nn.set_blob("etag", b"\\0abc")\nn.commit()');
  bench.board.reset();
  await bench.reenterRawMode({ boots: 2 });
  assert.equal(await bench.print('from esp32 import NVS\nn = NVS("ota")\nb = bytearray(9)\nprint(n.get_i32("count"), n.get_blob("etag", b), b[:4])'),
    "-7 4 bytearray(b'\\x00abc')");
  assert.equal(await bench.print(errorOf('n.get_i32("etag")')), "(-4354, 'ESP_ERR_NVS_NOT_FOUND')");
  assert.equal(await bench.print(`n.erase_key("count")${errorOf('n.get_i32("count")')}`), "(-4354, 'ESP_ERR_NVS_NOT_FOUND')");
  assert.deepEqual(bench.board.nvs()['ota'], { etag: { blob: '00616263' } });
});

test('a power cut takes what was not committed to NVS', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print('from esp32 import NVS\nn = NVS("ota")\nn.set_i32("kept", 1)\nn.commit()\nn.set_i32("lost", 1)');
  bench.board.cyclePower();
  assert.deepEqual(bench.board.nvs(), { ota: { kept: { i32: 1 } } });
});

test('time counts from 2000', async (t) => {
  const bench = await Bench.inRawMode(t);
  const seconds = Number(await bench.print('import time\nprint(time.time())'));
  assert.ok(Math.abs(seconds - (Date.now() / 1000 - 946684800)) < 5);
  assert.equal(await bench.print('print(time.gmtime(0)[:6], time.mktime((2000, 1, 2, 0, 0, 0, 0, 0)))'), '(2000, 1, 1, 0, 0, 0) 86400');
});

test('errors have the numbers of the ESP32', async (t) => {
  const bench = await Bench.inRawMode(t);
  assert.equal(await bench.print(errorOf('open("/missing")')), '(2,)');
  assert.equal(await bench.print(`import os\nos.mkdir("/d")${errorOf('os.mkdir("/d")')}`), '(17,)');
  assert.equal(await bench.print(errorOf('os.remove("/d")')), '(21,)');
  assert.equal(await bench.print('import errno\nprint(errno.ETIMEDOUT, errno.EINPROGRESS, errno.ENOTCONN, errno.ECONNRESET)'), '116 119 128 104');
});

test('the file system keeps files, folders and times over a reset', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print('import os\nos.mkdir("/lib")\nf = open("/lib/a.txt", "w")\nf.write("one")\nf.close()\nos.rename("/lib/a.txt", "/b.txt")');
  bench.board.reset();
  await bench.reenterRawMode({ boots: 2 });
  assert.equal(await bench.print('import os\nprint(sorted(os.listdir()), open("b.txt").read(), os.stat("b.txt")[6], os.listdir("lib"))'),
    "['b.txt', 'lib'] one 3 []");
  assert.equal(await bench.print('with open("b.txt", "a") as f: f.write("two")\nwith open("b.txt", "r+b") as f:\n    f.seek(1)\n    f.write(b"-")\nprint(open("b.txt").read())'), 'o-etwo');
});

test('the file system has the size of its partition', async (t) => {
  const bench = await Bench.inRawMode(t);
  bench.board.files.write('/lib/a', Buffer.alloc(5000));
  assert.equal(await bench.print('import os\nprint(os.statvfs("/")[:5])'), '(4096, 4096, 240, 236, 236)');
});

test('what was written is on the medium when the file is closed, not before', async (t) => {
  const bench = await Bench.inRawMode(t);
  bench.board.files.write('/config', Buffer.from('old'));
  await bench.print('f = open("config", "w")\nf.write("new")');
  assert.equal(String(bench.board.files.read('/config')), 'old');
  await bench.print('f.close()');
  assert.equal(String(bench.board.files.read('/config')), 'new');
});

test('the machine module knows the chip and why it started', async (t) => {
  const bench = await Bench.inRawMode(t, { mac: '24:0a:c4:12:34:56' });
  assert.equal(await bench.print('import machine\nprint(machine.unique_id(), machine.reset_cause() == machine.PWRON_RESET)'), "b'$\\n\\xc4\\x124V' True");
  await bench.launch('machine.reset()');
  await bench.reenterRawMode({ boots: 2 });
  assert.equal(await bench.print('import machine\nprint(machine.reset_cause() == machine.SOFT_RESET)'), 'True');
  await bench.launch('machine.deepsleep(1)');
  await bench.reenterRawMode({ boots: 3 });
  assert.equal(await bench.print('import machine\nprint(machine.reset_cause() == machine.DEEPSLEEP_RESET)'), 'True');
});

test('timers fire while the program waits', async (t) => {
  const bench = await Bench.inRawMode(t);
  const text = await bench.print(`
import machine, time
ticks = []
timer = machine.Timer(0)
timer.init(period=5, callback=lambda t: ticks.append(t is timer))
while len(ticks) < 3:
    time.sleep_ms(6)
timer.deinit()
once = machine.Timer(1)
once.init(mode=machine.Timer.ONE_SHOT, period=1, callback=lambda t: print("once"))
time.sleep_ms(20)
print(ticks[:3])`);
  assert.equal(text, 'once\n[True, True, True]');
});

test('timers fire at the prompt', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print('import machine\nmachine.Timer(0, mode=machine.Timer.ONE_SHOT, period=1, callback=lambda t: print("rang"))');
  await bench.console.readUntil('rang\r\n');
});

test('raw flash can be read and written', async (t) => {
  const bench = await Bench.inRawMode(t);
  assert.equal(await bench.print(`
import esp
b = bytearray(2)
esp.flash_read(0x8000, b)
print(esp.flash_size(), bytes(b))
esp.flash_erase(0x3f0)
esp.flash_write(0x3f0000, b"ok")
esp.flash_read(0x3f0000, b)
print(bytes(b))`), "4194304 b'\\xaaP'\nb'ok'");
});

for (const [revision, words] of [[0, '0 0 0'], [101, '1 16 0'], [200, '1 1 0'], [300, '1 1 1'], [301, '1 17 1']] as const) {
  test(`the registers tell chip revision ${revision}`, async (t) => {
    const bench = await Bench.inRawMode(t, { chipRevision: revision });
    assert.equal(await bench.print('from machine import mem32\nprint(mem32[0x3FF5A00C] >> 15 & 1, mem32[0x3FF5A014] >> 20, mem32[0x3FF6607C] >> 31)'), words);
  });
}

test('the registers of other chips are not an ESP32\'s', async (t) => {
  const bench = await Bench.inRawMode(t, { chipId: 9 });
  assert.equal(await bench.print('from machine import mem32\nprint(mem32[0x3FF5A00C], mem32[0x3FF44000])'), '0 0');
});

test('the partition table can be read out of the flash', async (t) => {
  const bench = await Bench.inRawMode(t);
  assert.equal(await bench.print('import esp\nb = bytearray(32)\nesp.flash_read(0x8000 + 32, b)\nprint(bytes(b[:12]), bytes(b[12:19]))'),
    "b'\\xaaP\\x01\\x00\\x00\\xd0\\x00\\x00\\x00 \\x00\\x00' b'otadata'");
});

test('a timer fires in the middle of a busy loop, and Ctrl-C still ends that', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.launch('import machine\nfired = 0\ndef tick(timer):\n    global fired\n    fired += 1\n    if fired == 3: print("three")\nmachine.Timer(0, period=5, callback=tick)\nwhile True: pass');
  await bench.console.readUntil('three\r\n');
  bench.console.write('\x03');
  await bench.console.readUntil('KeyboardInterrupt');
});

test('a timer\'s number belongs to its last owner', async (t) => {
  const bench = await Bench.inRawMode(t);
  assert.equal(await bench.print(`
import machine, time
seen = []
a = machine.Timer(1, period=5, callback=lambda t: seen.append("a"))
b = machine.Timer(1, period=5, callback=lambda t: seen.append("b"))
while len(seen) < 3: pass
print(set(seen))`), "{'b'}");
});

test('ticks count from the reset of the chip, and over a soft one', async (t) => {
  const bench = await Bench.inRawMode(t);
  const seen = 'import time\nprint(time.ticks_ms())';
  const first = Number(await bench.print(seen));
  assert.ok(first <= bench.board.state().uptimeMs, `${first}`);
  bench.console.write('\x04');
  await bench.reach({ softResets: 1, phase: 'running' });
  await bench.enterRawMode();
  const second = Number(await bench.print(seen));
  assert.ok(second > first && second <= bench.board.state().uptimeMs, `${second}`);
});
