// `otatools update` alone, through a serial port: the whole path, and every way in which it can fail.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { real, withoutRealFirmware } from '../support/paths.js';
import { reach, scripts, SSID } from './support/board.js';
import { resultOf } from './support/command-line.js';
import { imageFile } from './support/folder.js';
import { closedPort, pythonServer } from './support/listeners.js';
import { printed } from './support/printed.js';
import { holdPort, withoutTerminals } from './support/terminal.js';
import { NEW_VERSION, OLD_VERSION, UpdateBench, type UpdateResult } from './support/update-bench.js';

const options = { timeout: 120_000, skip: withoutTerminals };

// The board's countdown is most of the time, so several run side by side.
describe('update', { concurrency: 6 }, () => {
  test('brings a board to the new version, once, and the second run finds it running', options, async (t) => {
    const bench = await UpdateBench.start(t);
    const file = imageFile(t);
    const result = await bench.assertUpdates(file);
    assert.deepEqual(result.from, { slot: 'ota_0', version: OLD_VERSION });
    assert.deepEqual(result.to, { slot: 'ota_1', version: NEW_VERSION });
    assert.ok(result.bytesSent > 0 && result.bytesSent < statSync(file).size, `${result.bytesSent} bytes: a pack of it, and nothing twice`);
    bench.board.resetCounters();
    const again = await bench.run(file);
    assert.equal(again.code, 0);
    const { outcome, from, to } = resultOf<UpdateResult>(again);
    assert.equal(outcome, 'alreadyRunning');
    assert.deepEqual(from, to);
    assert.equal(bench.board.counters().flash.erases, 0);
  });

  test('brings a board from the real v1.25.0 to the real v1.26.0', { ...options, skip: withoutTerminals || withoutRealFirmware }, async (t) => {
    const bench = await UpdateBench.start(t, { image: real.before!, link: 'uart' });
    // What is sent to a board that still starts is lost, and is no overrun.
    await printed(bench.board, '>>> ');
    bench.board.resetCounters();
    const result = await bench.assertUpdates(real.after!);
    assert.equal(result.from.version, 'v1.25.0 on 2025-04-15');
    assert.equal(result.to.version, 'v1.26.0 on 2025-08-09');
    // Where a busy computer has not made the delta in time, the board takes the next form and says so; never more than one.
    const share = bench.board.console.includes('[OTA] no delta') ? 1.01 : 0.45;
    assert.ok(result.bytesSent > 0 && result.bytesSent < share * statSync(real.after!).size, `${result.bytesSent} bytes`);
    assert.equal(bench.board.counters().uart.lost, 0);
  });

  test('works with python3 -m http.server', options, async (t) => {
    const bench = await UpdateBench.start(t);
    const file = imageFile(t);
    const server = await pythonServer(t, path.dirname(file));
    if (!server) {
      return t.skip('python3 is not installed');
    }
    const result = await bench.assertUpdates(file, ['--ssid', SSID, '--fw-url', `${server}/${path.basename(file)}`]);
    assert.equal(result.bytesSent, 0);
    return undefined;
  });

  test('works in an open network, without a password', options, async (t) => {
    const bench = await UpdateBench.start(t, { networks: [{ ssid: 'open to all', psk: '' }] });
    await bench.assertUpdates(imageFile(t), ['--ssid', 'open to all'], '');
  });

  test('a wrong Wi-Fi password is named, and the right one then works', options, async (t) => {
    const bench = await UpdateBench.start(t);
    const file = imageFile(t);
    bench.assertRefused(await bench.run(file, undefined, 'not the password'), 7, 'UpdateFailed', /Check the Wi-Fi password/);
    await bench.assertUpdates(file);
  });

  test('a network that is not there is named, and the right one then works', options, async (t) => {
    const bench = await UpdateBench.start(t);
    const file = imageFile(t);
    bench.assertRefused(await bench.run(file, ['--ssid', 'elsewhere']), 7, 'UpdateFailed', /Check the SSID.*2\.4 GHz/);
    await bench.assertUpdates(file);
  });

  test('a server that is down is named, and our own then works', options, async (t) => {
    const bench = await UpdateBench.start(t);
    const file = imageFile(t);
    const args = ['--ssid', SSID, '--fw-url', `http://127.0.0.1:${await closedPort()}/new.app-bin`];
    bench.assertRefused(await bench.run(file, args), 7, 'UpdateFailed', /Check that the server runs.*firewall/);
    await bench.assertUpdates(file);
  });

  test('a file that the server has not is named, and the right one then works', options, async (t) => {
    const bench = await UpdateBench.start(t);
    const file = imageFile(t);
    const server = await pythonServer(t, path.dirname(file));
    if (!server) {
      return t.skip('python3 is not installed');
    }
    bench.assertRefused(await bench.run(file, ['--ssid', SSID, '--fw-url', `${server}/missing.app-bin`]), 7, 'UpdateFailed', /Check the path in FW_URL/);
    await bench.assertUpdates(file, ['--ssid', SSID, '--fw-url', `${server}/${path.basename(file)}`]);
    return undefined;
  });

  test('a port that is held is busy, and free it works', options, async (t) => {
    const bench = await UpdateBench.start(t);
    const file = imageFile(t);
    if (!(await holdPort(t, bench.bridge.path))) {
      return t.skip('flock is not installed');
    }
    bench.assertRefused(await bench.run(file), 3, 'DeviceBusy', /in use by [^]+serial monitor/);
    await bench.plugInAgain();
    await bench.assertUpdates(file);
    return undefined;
  });

  test('a board that loses cable and power in the download keeps its version, and the next try works', options, async (t) => {
    const bench = await UpdateBench.start(t, { netRate: 50_000 });
    const file = imageFile(t);
    const first = bench.start(file);
    await reach(bench.board, { 'netReceived>': 60_000 }, 30_000);
    await bench.bridge.close();
    bench.board.setPower(false);
    const run = await first.finished;
    assert.equal(run.code, 3);
    assert.equal(resultOf<{ error: string }>(run).error, 'DeviceDisconnected');
    assert.match(run.stderr, /plug it in again/);
    bench.board.setPower(true);
    await bench.plugInAgain();
    await bench.assertUpdates(file);
  });

  test('a board whose cable alone is pulled goes on by itself, or the next try updates it', options, async (t) => {
    const bench = await UpdateBench.start(t, { netRate: 50_000 });
    const file = imageFile(t);
    const first = bench.start(file);
    await reach(bench.board, { 'netReceived>': 60_000 }, 30_000);
    await bench.bridge.close();
    assert.equal((await first.finished).code, 3);
    await bench.plugInAgain();
    const next = await bench.run(file);
    assert.equal(next.code, 0, next.stderr);
    // How much had left for the board when the server ended decides which of the two it was.
    assert.match(resultOf<UpdateResult>(next).outcome, /^(updated|alreadyRunning)$/);
    const { slot, state } = bench.board.state();
    assert.deepEqual([slot, state], ['ota_1', 'VALID']);
  });

  test('an access point that vanishes in the download is named, and the next try works', options, async (t) => {
    const bench = await UpdateBench.start(t, { netRate: 50_000 });
    const file = imageFile(t);
    const first = bench.start(file);
    await reach(bench.board, { 'netReceived>': 60_000 }, 30_000);
    bench.board.setWifiAvailable(false);
    const run = await first.finished;
    assert.equal(run.code, 7, run.stderr);
    assert.equal(bench.board.state().slot, 'ota_0');
    bench.board.setWifiAvailable(true);
    await bench.assertUpdates(file);
  });

  test('an image that cannot prove itself is rolled back and said to be', options, async (t) => {
    const bench = await UpdateBench.start(t);
    const file = imageFile(t, { behaviour: 'crash' });
    bench.assertRefused(await bench.run(file), 7, 'UpdateRolledBack', /went back to v1\.26\.0/);
    await bench.assertUpdates(imageFile(t));
  });

  const refused: [string, Parameters<typeof imageFile>[1], string, RegExp][] = [
    ['an image for another chip', { chipId: 5 }, 'FirmwareWrongChip', /ESP32-C3/],
    ['an image that is too long for the slot', { size: 0x181000 }, 'FirmwareDoesNotFit', /too long/],
    ['an image that would find no file system', { version: 'v1.25.0' }, 'FirmwareLosesFileSystem', /no file system/],
    ['an image that is older than what runs', { version: 'v1.26.0-preview.300.gabc' }, 'FirmwareNotAdvised', /--force/],
  ];
  for (const [name, image, error, why] of refused) {
    test(`${name} is refused before anything is written or fetched`, options, async (t) => {
      const bench = await UpdateBench.start(t);
      await printed(bench.board, '>>> ');
      bench.board.resetCounters();
      bench.assertRefused(await bench.run(imageFile(t, image)), 5, error, why);
      const { fs, flash, net } = bench.board.counters();
      assert.deepEqual([fs.writes, flash.erases, net.received], [0, 0, 0]);
      assert.deepEqual(bench.board.files.read('/'), []);
    });
  }

  test('an older image is sent where a person insists', options, async (t) => {
    const bench = await UpdateBench.start(t);
    const { to } = await bench.assertUpdates(imageFile(t, { version: 'v1.26.0-preview.300.gabc' }), ['--ssid', SSID, '--force']);
    assert.match(to.version, /^v1\.26\.0-preview\.300/);
  });

  test('a file that is no app image is refused before the port is touched', { ...options, skip: withoutTerminals || withoutRealFirmware }, async (t) => {
    const bench = await UpdateBench.start(t);
    bench.assertRefused(await bench.run(real.beforeFull!), 5, 'FirmwareUnusable', /\.app-bin/);
    assert.equal(bench.board.counters().uart.received, 0);
  });

  test('real images of another chip and of another layout are refused', { ...options, skip: withoutTerminals || withoutRealFirmware }, async (t) => {
    const bench = await UpdateBench.start(t);
    bench.assertRefused(await bench.run(real.otherChip!), 5, 'FirmwareWrongChip', /ESP32-C3/);
    bench.assertRefused(await bench.run(real.tooLong!), 5, 'FirmwareDoesNotFit', /-OTA/);
    assert.equal(bench.board.counters().fs.writes, 0);
  });

  test('a boot.py of somebody else stops it, and hooked it works', options, async (t) => {
    const bench = await UpdateBench.start(t);
    bench.board.files.write('/boot.py', Buffer.from('print("mine")\n'));
    const file = imageFile(t);
    bench.assertRefused(await bench.run(file), 4, 'BootPyForeign', /--boot-py hook/);
    await bench.assertUpdates(file, ['--ssid', SSID, '--boot-py', 'hook']);
    assert.ok((bench.board.files.read('/boot.py') as Buffer).includes(scripts['/boot.py']));
  });
});
