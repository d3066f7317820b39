import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeviceBoard, image } from './support/device-board.js';
import { FirmwareServer, status, tagged } from './support/firmware-server.js';

const next = image();

test('a new image that cannot join goes back, says so, and is left alone after three times', async (t) => {
  const server = await FirmwareServer.start(t, tagged(image({ behaviour: 'no-wifi' })));
  const device = await DeviceBoard.configured(t, server.url(), { secondMs: 100 });
  // After each rollback the old firmware looks again by itself.
  for (let attempt = 1; attempt <= 3; attempt++) {
    await device.line(new RegExp(`^\\[OTA\\] rolled back: .*\\(${attempt} of 3\\)$`));
  }
  assert.equal(device.lines.items.filter((line) => line.startsWith('[OTA] this image could not prove itself')).length, 3);
  await device.line(/^\[OTA\] left alone/);
  const from = device.mark;
  server.answer = tagged(next);
  await device.restart();
  await device.line(/^\[OTA\] valid v1\.26\.0/, from);
});

for (const behaviour of ['crash', 'hang'] as const) {
  test(`a new image that does ${behaviour === 'crash' ? 'crash' : 'hang, and is reset,'} gives the board back to the old one`, async (t) => {
    const server = await FirmwareServer.start(t, tagged(image({ behaviour })));
    const device = await DeviceBoard.configured(t, server.url());
    await device.line(/^reset machine$/);
    if (behaviour === 'hang') {
      await device.reach({ phase: 'hung' });
      device.board.reset();
    }
    await device.line(/^\[OTA\] rolled back: /);
    assert.equal(device.board.state().slot, 'ota_0');
  });
}

test('a new image that finds no server goes back, and the running one stays VALID', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] finalize/);
  const held = server.answer;
  server.answer = (_, response) => response.destroy();
  await device.line(/^\[BOOT\] running= ota_1/);
  // On a busy computer the watchdog may be the quicker one to end the trial.
  await device.line(/^\[OTA\] rolled back/);
  server.answer = held;
  assert.equal(device.board.state().slot, 'ota_0');
  assert.equal(device.board.state().state, 'VALID');
});

test('any answer of the server proves an image', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] finalize/);
  server.answer = status(404);
  await device.line(/^\[OTA\] valid /);
  await device.line(/^main\.py runs$/);
});

test('nothing is written to the other slot while an image is on trial', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] finalize/);
  server.answer = (_, response) => response.destroy();
  await device.line(/^\[OTA\] this image could not prove itself/);
  assert.equal(device.written('ota_0').erases, 0);
});

test('Ctrl-C in the countdown leaves a REPL that stays', async (t) => {
  const device = await DeviceBoard.configured(t, 'http://127.0.0.1:9/', { realBoot: true });
  await device.line(/^\[BOOT\] starting OTA in 3$/);
  device.type('\x03');
  await device.line(/^\[BOOT\] interrupted$/);
  await device.line(/^KeyboardInterrupt/);
  await device.reach({ console: '>>> ' });
  device.type('print(6 * 7)\r');
  await device.line(/^42$/);
  assert.ok(!device.lines.items.includes('main.py runs'));
  assert.equal(device.boots, 1);
});

test('Ctrl-C in a trial warns that the image is unproved', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] dl /);
  server.answer = () => {}; // the trial waits for this answer
  await device.line(/^\[BOOT\] running= ota_1/);
  await device.line(/^\[OTA\] GET/, device.lines.items.findIndex((line) => line.startsWith('[BOOT] running= ota_1')));
  device.type('\x03');
  await device.line(/^\[OTA\] this image is unproved: the next reset goes back to the one before$/);
  const from = device.mark;
  await device.restart();
  await device.line(/^\[BOOT\] running= ota_0/, from);
});

for (const [moment, pattern, stall] of [
  ['joining', /^\[OTA\] start$/, 'join'],
  ['downloading', /^\[OTA\] GET/, 'body'],
] as const) {
  test(`Ctrl-C while ${moment} leads to a REPL, and the next start updates`, async (t) => {
    const server = await FirmwareServer.start(t, (_, response) => {
      response.writeHead(200, { 'Content-Length': next.length }).write(next.subarray(0, 20_000));
    });
    const device = await DeviceBoard.configured(t, server.url(), { joinDelayMs: stall === 'join' ? 60_000 : 5, beforeBoot: 'ota_state.SECOND = 100' });
    await device.line(pattern);
    if (stall === 'body') await device.reach({ 'netReceived>': 20_000 });
    device.type('\x03');
    await device.line(/^\[BOOT\] interrupted$/);
    device.type('print(6 * 7)\r');
    await device.line(/^42$/);
    assert.equal(device.board.state().bootSlot, 'ota_0');
    if (stall === 'body') {
      server.answer = tagged(next);
      await device.restart();
      await device.line(/^\[OTA\] valid /);
    }
  });
}

test('a trial whose /ota.json is damaged goes back by itself', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] finalize/);
  device.board.files.write('/ota.json', Buffer.from('{"wifi": ['));
  await device.line(/could not prove itself: \/ota\.json is damaged.*going back to the one before/);
});

test('a rolled back image is told at the next start only', async (t) => {
  const server = await FirmwareServer.start(t, tagged(image({ behaviour: 'crash' })));
  const device = await DeviceBoard.configured(t, server.url());
  await device.line(/^\[OTA\] left alone/);
  const from = device.mark;
  await device.restart();
  await device.line(/^\[OTA\] left alone/, from);
  assert.ok(!device.lines.items.slice(from).some((line) => line.startsWith('[OTA] rolled back')));
});

test('the way back by ota.rollback() is an update that must prove itself, and says why it did not', async (t) => {
  const device = await DeviceBoard.configured(t, 'http://127.0.0.1:9/x', { slot1: next });
  await device.line(/^main\.py runs$/);
  await device.reach({ console: '>>> ' });
  device.type('import ota; ota.rollback()\r');
  await device.line(/^\[BOOT\] running= ota_1/);
  await device.line(/^\[OTA\] rolled back: .*server 127\.0\.0\.1:9 refuses the connection/);
  await device.reach({ slot: 'ota_0', state: 'VALID' });
  await device.line(/^main\.py runs$/, device.lines.items.findIndex((line) => line.startsWith('[OTA] rolled back')));
  const from = device.mark;
  await device.restart();
  await device.line(/^main\.py runs$/, from);
  assert.ok(!device.lines.items.slice(from).some((line) => line.startsWith('[OTA] rolled back')), 'said once');
});

test('what ota.rollback() left is left alone until ota.clear()', async (t) => {
  const running = image({ version: 'v1.27.0', seed: 5 });
  const server = await FirmwareServer.start(t, tagged(running));
  const device = await DeviceBoard.configured(t, server.url(), { image: running, slot1: next });
  await device.line(/^main\.py runs$/);
  device.type('import ota; ota.rollback()\r');
  await device.line(/^\[OTA\] valid v1\.26\.0 .*ota_1$/);
  await device.line(/^\[OTA\] left alone: .*ota\.rollback\(\) was called/);
  await device.line(/^main\.py runs$/, device.lines.items.findIndex((line) => line.startsWith('[OTA] left alone')));
  device.type('import ota; ota.clear(); print(ota.check())\r');
  await device.line(/^True$/);
});

test('a switch that no reset settles ends in a start without updates, not in resets for ever', async (t) => {
  const server = await FirmwareServer.start(t, tagged(next));
  const device = await DeviceBoard.configured(t, server.url(), { beforeBoot: 'ota_state.boot_record = lambda: (0, False)' });
  await device.line(/^\[BOOT\]\[ERR\] the last switch cannot be settled/);
  await device.line(/^main\.py runs$/);
  assert.equal(device.lines.items.filter((line) => line === '[OTA] the last switch is not settled yet').length, 3);
  assert.equal(device.written('ota_1').erases, 0);
});
