import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildAppImage, buildFullFlash } from '@otatools/simulator';
import { Bench } from './support/bench.js';
import { serveFile } from './support/file-server.js';
import { firmware, withoutFirmware } from './support/firmware-folder.js';
import { download, errorOf, joinWifi } from './support/python.js';

const oldImage = buildAppImage({ version: 'v1.25.0', date: '2025-04-15', seed: 1 });
const newImage = buildAppImage({ version: 'v1.27.0', date: '2025-12-09', seed: 2 });

test('an update over HTTP changes what runs, and what it says of itself', async (t) => {
  const bench = await Bench.inRawMode(t, { image: oldImage });
  const identity = 'import os,sys\nprint(os.uname().release, os.uname().version, sys.version, sys.implementation.version, sys.implementation._build)';
  assert.equal(await bench.print(identity),
    '1.25.0 v1.25.0 on 2025-04-15 3.4.0; MicroPython v1.25.0 on 2025-04-15 (1, 25, 0, \'\') ESP32_GENERIC-OTA');
  await bench.print(joinWifi + download(await serveFile(t, newImage)) + 'slot.set_boot()');
  await bench.launch('import machine\nmachine.reset()');

  await bench.reenterRawMode({ slot: 'ota_1', state: 'PENDING_VERIFY', boots: 2 });
  assert.match(bench.board.console, /MicroPython v1\.27\.0 on 2025-12-09; Generic ESP32 module with OTA with ESP32/);
  assert.equal(await bench.print(identity),
    '1.27.0 v1.27.0 on 2025-12-09 3.4.0; MicroPython v1.27.0 on 2025-12-09 (1, 27, 0, \'\') ESP32_GENERIC-OTA');
  await bench.print('from esp32 import Partition\nPartition.mark_app_valid_cancel_rollback()');
  const state = await bench.reach({ state: 'VALID' });
  assert.equal(state.sha256, newImage.subarray(-32).toString('hex'));
  assert.deepEqual(state.otadata.map(({ state }) => state), ['VALID', 'VALID']);
});

test('firmware before v1.25 has no _build', async (t) => {
  const bench = await Bench.inRawMode(t, { image: buildAppImage({ version: 'v1.24.1' }) });
  assert.equal(await bench.print('import sys\nprint(hasattr(sys.implementation, "_build"))'), 'False');
});

test('a partial download is refused', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print(joinWifi + download(await serveFile(t, newImage.subarray(0, 50_000))));
  assert.equal(await bench.print(errorOf('slot.set_boot()')), "(-5379, 'ESP_ERR_OTA_VALIDATE_FAILED')");
});

test('an image longer than the slot fails at the first block past its end', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print(`
from esp32 import Partition
slot = Partition(Partition.RUNNING).get_next_update()
blocks = slot.ioctl(4, 0)
slot.writeblocks(blocks - 1, bytes(4096))`);
  assert.equal(await bench.print(errorOf('slot.writeblocks(blocks, bytes(4096))')), "(-260, 'ESP_ERR_INVALID_SIZE')");
});

test('a full flash image leaves the running slot different from the boot slot', async (t) => {
  const bench = await Bench.inRawMode(t);
  await bench.print(joinWifi + download(await serveFile(t, buildFullFlash(newImage))) + 'slot.set_boot()');
  bench.board.reset();
  await bench.reenterRawMode({ boots: 2, slot: 'ota_0', bootSlot: 'ota_1' });
  assert.match(bench.board.console, /Segment 0 0x3fff0030-0x3fff134c invalid: overlaps bootloader data\r\n.*slot 1 is not bootable/s);
  assert.equal(await bench.print('from esp32 import Partition as P\nprint(P(P.RUNNING).info()[4], P(P.BOOT).info()[4])'), 'ota_0 ota_1');
});

test('an image that crashes is rolled back without help', async (t) => {
  const bench = await Bench.inRawMode(t, { slot1: buildAppImage({ behaviour: 'crash' }) });
  await bench.print('from esp32 import Partition\nPartition("ota_1").set_boot()');
  await bench.launch('import machine\nmachine.reset()');
  const state = await bench.reach({ phase: 'running', slot: 'ota_0', 'boots>': 3 });
  assert.equal(state.resets.panic, 1);
  assert.match(bench.board.console, /Guru Meditation Error/);
});

test('an image that hangs does so until somebody resets it', async (t) => {
  const bench = await Bench.inRawMode(t, { slot1: buildAppImage({ behaviour: 'hang' }) });
  await bench.print('from esp32 import Partition\nPartition("ota_1").set_boot()');
  await bench.launch('import machine\nmachine.reset()');
  await bench.reach({ phase: 'hung', slot: 'ota_1', state: 'PENDING_VERIFY' });
  bench.board.reset();
  await bench.reach({ phase: 'running', slot: 'ota_0' });
});

test('a board without slots says so with ENOENT', async (t) => {
  const bench = await Bench.inRawMode(t, { layout: 'no-ota' });
  await bench.print('from esp32 import Partition');
  assert.equal(await bench.print(errorOf('Partition(Partition.BOOT)')), '(2,)');
  assert.equal(await bench.print(errorOf('Partition(Partition.RUNNING).get_next_update()')), '(2,)');
  assert.equal(await bench.print(errorOf('Partition.mark_app_valid_cancel_rollback()')), "(-261, 'ESP_ERR_NOT_FOUND')");
  assert.equal(await bench.print('print(Partition(Partition.RUNNING).info())'), "(0, 0, 65536, 2031616, 'factory', False)");
});

test('an old image finds no file system where the table has no vfs row', async (t) => {
  const bench = await Bench.start(t, { image: oldImage, missingVfsTrap: true });
  bench.board.files.write('/boot.py', Buffer.from('print("boot.py runs")'));
  bench.board.reset();
  await bench.reach({ boots: 2, phase: 'running' });
  await bench.console.readUntil('MicroPython v1.25.0');
  assert.doesNotMatch(bench.board.console, /boot\.py runs/);
});

test('official firmware boots and is replaced', { skip: withoutFirmware }, async (t) => {
  const image = firmware('ESP32_GENERIC-OTA-20250415-v1.25.0.app-bin');
  const bench = await Bench.inRawMode(t, { image });
  const update = readFileSync(firmware('ESP32_GENERIC-OTA-20250809-v1.26.0.app-bin'));
  await bench.print(joinWifi + download(await serveFile(t, update)) + 'slot.set_boot()');
  bench.board.reset();
  const state = await bench.reach({ slot: 'ota_1', version: 'v1.26.0', phase: 'running' });
  assert.equal(state.build, 'ESP32_GENERIC-OTA');
});
