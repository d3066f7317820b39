import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildAppImage } from '@otatools/simulator';
import { Bench } from './support/bench.js';
import { errorOf, joinWifi } from './support/python.js';

for (const [behaviour, atBoot, print] of [
  ['hang-on-join', joinWifi, 'the join never comes back'],
  ['hang-after-boot', '', 'boot.py is over, and main.py never starts'],
] as const) {
  test(`firmware with the flaw ${behaviour} holds the board until the watchdog bites: ${print}`, async (t) => {
    const bench = await Bench.inRawMode(t, { image: buildAppImage({ behaviour: behaviour.startsWith('hang-on') ? behaviour : null }), slot1: buildAppImage({ behaviour }) });
    bench.board.files.write('/boot.py', Buffer.from(`import machine\nif machine.reset_cause() != machine.WDT_RESET:\n    machine.WDT(timeout=200)\n    print("here")\n${indented(atBoot)}`));
    bench.board.files.write('/main.py', Buffer.from('print("main")\n'));
    await bench.launch('from esp32 import Partition\nPartition("ota_1").set_boot()\nimport machine\nmachine.reset()');
    await bench.reach({ console: 'here', slot: 'ota_1' });
    const state = await bench.reach({ slot: 'ota_0', phase: 'running' });
    assert.equal(state.resets.watchdog, 1);
    assert.ok(!bench.board.console.slice(0, bench.board.console.indexOf('task_wdt')).includes('main\r\n'));
  });
}

for (const [behaviour, atBoot] of [['crash-on-join', joinWifi], ['crash-after-boot', '']] as const) {
  test(`firmware with the flaw ${behaviour} panics there`, async (t) => {
    const bench = await Bench.inRawMode(t, { slot1: buildAppImage({ behaviour }) });
    bench.board.files.write('/boot.py', Buffer.from(`print("here")\n${atBoot}`));
    await bench.launch('from esp32 import Partition\nPartition("ota_1").set_boot()\nimport machine\nmachine.reset()');
    const state = await bench.reach({ boots: 3, phase: 'running' });
    assert.deepEqual({ slot: state.slot, panics: state.resets.panic }, { slot: 'ota_0', panics: 1 });
    assert.match(bench.board.console, /here\r\n[^]*Guru Meditation/);
  });
}

test('one network can vanish, and come back, while the other stays', async (t) => {
  const bench = await Bench.inRawMode(t, { networks: [{ ssid: 'home', psk: 'secret' }, { ssid: 'garden' }] });
  await bench.print(joinWifi);
  bench.board.setWifiAvailable(false, 'home');
  assert.equal(await bench.print('print(wlan.isconnected(), [n[0] for n in wlan.scan()])'), "False [b'garden']");
  bench.board.setWifiAvailable(true, 'home');
  await bench.reach({ wifi: 1010 });
});

test('a DNS server that is dead keeps a question, then fails it; addresses need none', async (t) => {
  const bench = await Bench.inRawMode(t, { hosts: { 'update.test': '127.0.0.1' } });
  await bench.print(joinWifi);
  bench.board.injectFault({ kind: 'dns-dead', milliseconds: 30 });
  const ask = 'import socket, time\nstart = time.ticks_ms()';
  assert.equal(await bench.print(`${ask}${errorOf('socket.getaddrinfo("update.test", 80)')}\nprint(time.ticks_diff(time.ticks_ms(), start) >= 30)`), '(-202,)\nTrue');
  assert.equal(await bench.print('print(socket.getaddrinfo("127.0.0.1", 80)[0][-1])'), "('127.0.0.1', 80)");
  bench.board.injectFault({ kind: 'clear' });
  assert.equal(await bench.print('print(socket.getaddrinfo("update.test", 80)[0][-1])'), "('127.0.0.1', 80)");
});

test('a power cut can come in the middle of a write or an erase', async (t) => {
  const bench = await Bench.inRawMode(t);
  const write = 'from esp32 import Partition\nPartition("ota_1").writeblocks(0, b"\\0" * 4096)';
  const look = 'from esp32 import Partition\nb = bytearray(4096)\nPartition("ota_1").readblocks(0, b)\nprint(b.count(b"\\0"), b.count(b"\\xff"))';
  bench.board.injectFault({ kind: 'power-cut', afterFlashOperations: 2, torn: true });
  await bench.launch(write);
  await bench.reenterRawMode({ boots: 2 });
  assert.equal(await bench.print(look), '2048 2048');
  bench.board.injectFault({ kind: 'power-cut', afterFlashOperations: 1, torn: true });
  await bench.launch(write);
  await bench.reenterRawMode({ boots: 3 });
  const [, erased] = (await bench.print(look)).split(' ').map(Number);
  assert.ok(erased! > 2048 && erased! < 4096, 'some bits of the erased half have risen, not all');
});

function indented(source: string): string {
  return source.split('\n').map((line) => `    ${line}`).join('\n');
}
