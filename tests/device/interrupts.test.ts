import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { DeviceBoard, type DeviceOptions, image } from './support/device-board.js';
import { FirmwareServer, tagged } from './support/firmware-server.js';

const next = image();
const LONG_WAITS = 'ota_state.SECOND = 1000';

/** Every block of the check is announced, and takes long enough for a Ctrl-C to come in the middle. */
const SLOW_VERIFY = `
import ota_pack, time
xor = ota_pack.xor
def slow(buf, start, n):
    print("[test] checking")
    time.sleep_ms(20)
    return xor(buf, start, n)
ota_pack.xor = slow
`;

async function interrupt(device: DeviceBoard): Promise<void> {
  device.type('\x03');
  await device.line(/^\[BOOT\] interrupted$/);
  await device.line(/^KeyboardInterrupt/);
  device.type('print(6 * 7)\r');
  await device.line(/^42$/);
  assert.equal(device.board.state().bootSlot, 'ota_0');
  assert.ok(!device.lines.items.includes('main.py runs'));
}

async function updatesAtTheNextStart(device: DeviceBoard): Promise<void> {
  const from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] valid v1\.26\.0/, from);
}

async function configured(t: TestContext, options: DeviceOptions): Promise<[DeviceBoard, FirmwareServer]> {
  const server = await FirmwareServer.start(t, tagged(next));
  return [await DeviceBoard.configured(t, server.url(), options), server];
}

for (const micropython of ['oldest', 'default', 'newest'] as const) {
  test(`Ctrl-C while the server keeps the board waiting leads to a REPL (${micropython} MicroPython)`, async (t) => {
    const server = await FirmwareServer.start(t, () => {});
    const device = await DeviceBoard.configured(t, server.url(), { beforeBoot: LONG_WAITS, micropython });
    await device.line(/^\[OTA\] GET/);
    await interrupt(device);
    server.answer = tagged(next);
    await updatesAtTheNextStart(device);
  });
}

for (const operation of [1, 2, 21]) {
  test(`Ctrl-C at flash operation ${operation} of the download leads to a REPL`, async (t) => {
    const [device] = await configured(t, { beforeBoot: 'import time\nota_state.Memory.failures = lambda *_: print("[test] about to write") or time.sleep_ms(200) or 0' });
    await device.line(/^\[test\] about to write$/);
    device.board.injectFault({ kind: 'pause-at-flash-operation', n: operation });
    await device.reach({ paused: true });
    device.type('\x03');
    device.board.resume();
    await interrupt(device);
    await updatesAtTheNextStart(device);
  });
}

test('Ctrl-C while the written image is checked leads to a REPL', async (t) => {
  const [device] = await configured(t, { beforeBoot: SLOW_VERIFY });
  await device.line(/^\[test\] checking$/);
  await interrupt(device);
  await updatesAtTheNextStart(device);
});

test('Ctrl-C in the countdown of a trial warns, stays, and the reset after it goes back', async (t) => {
  // Only the trial counts down slowly: the start before it is to get there.
  const slow = 'if ota_state.running().info()[4] == "ota_1": ota_state.SECOND = 1000';
  const [device] = await configured(t, { beforeBoot: slow });
  const trial = await device.line(/^\[BOOT\] running= ota_1/).then((line) => device.lines.items.indexOf(line));
  await device.line(/^\[BOOT\] starting OTA in 3$/, trial);
  device.type('\x03');
  await device.line(/^\[OTA\] this image is unproved: the next reset goes back to the one before$/);
  device.type('print(6 * 7)\r');
  await device.line(/^42$/);
  assert.equal(device.board.state().state, 'PENDING_VERIFY');
  await device.restart();
  await device.reach({ slot: 'ota_0', state: 'VALID', phase: 'running' });
});
