import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameDevice } from '../../../extension/src/features/device/same-device';
import { logName } from '../../../extension/src/features/console/log-name';
import { describePort, groupOf, identifyPort, settingOf } from '../../../extension/src/features/device/port-text';
import { describeImage } from '../../../extension/src/features/firmware/image-text';
import { passwordProblem, ssidProblem } from '../../../extension/src/features/scripts/wifi-rules';
import { Downloads } from '../../../extension/src/features/serving/downloads';
import { portProblem } from '../../../extension/src/features/serving/port-rules';
import type { FirmwareImage, PortInfo, ReportedTransfer } from '../../../extension/src/server/protocol';

const port = (rest: Partial<PortInfo>): PortInfo => ({ name: 'COM5', kind: 'bridge', ...rest });

test('a port is described without repeating its name', () => {
  assert.equal(describePort(port({ description: 'CP2102N', manufacturer: 'Silicon Labs' })), 'CP2102N · Silicon Labs');
  assert.equal(describePort(port({ description: 'COM5', manufacturer: 'COM5' })), '');
  assert.equal(describePort(port({ chip: 'CP210x', description: 'CP2102N' })), 'CP210x · CP2102N');
});

test('a USB port shows VID:PID and its serial number, another port nothing', () => {
  assert.equal(identifyPort(port({ vendorId: '10c4', productId: '000a', serialNumber: '0001' })), '10C4:000A · 0001');
  assert.equal(identifyPort(port({})), '');
});

test('a port is remembered by the name that it keeps, and that name is shown beside the other', () => {
  const stable = port({ name: '/dev/ttyUSB0', vendorId: '10c4', productId: 'ea60', stableName: '/dev/serial/by-id/usb-1' });
  assert.deepEqual([settingOf(stable), settingOf(port({}))], ['/dev/serial/by-id/usb-1', 'COM5']);
  assert.equal(identifyPort(stable), '10C4:EA60 · /dev/serial/by-id/usb-1');
});

test('boards, modems and other ports are kept apart', () => {
  assert.deepEqual((['board', 'bridge', 'usb', 'other', 'modem', 'bluetooth'] as const).map((kind) => groupOf(port({ kind }))),
    ['boards', 'boards', 'others', 'others', 'modems', 'modems']);
});

test('a device is the same however its name is written', () => {
  assert.ok(isSameDevice('com5', ' COM5') && isSameDevice('socket://[::1]:80/', 'Socket://::1:80'));
  assert.ok(!isSameDevice('/dev/ttyUSB0', '/dev/ttyUSB1'));
});

test('logs have names in the order of time', () => {
  assert.equal(logName(new Date(2026, 0, 2, 3, 4, 5)), 'console-20260102-030405.log');
});

test('an image shows what its bytes say, as far as they say it', () => {
  const image = { kind: 'app', length: 1_447_440, chip: 'ESP32' } as FirmwareImage;
  assert.equal(describeImage(image), 'ESP32 · 1.38 MiB');
  const microPython = { version: 'v1.26.0', buildDate: '2025-08-09', board: 'ESP32_GENERIC-OTA' };
  assert.equal(describeImage({ ...image, microPython }), 'MicroPython v1.26.0 (2025-08-09) · ESP32_GENERIC-OTA · ESP32 · 1.38 MiB');
});

test('SSIDs and passwords are measured in bytes', () => {
  assert.deepEqual(['', 'a', 'あ'.repeat(10), 'あ'.repeat(11), 'a'.repeat(32)].map(ssidProblem), [true, false, false, true, false]);
  assert.deepEqual(['', '1234567', '12345678', 'ああ', 'あああ', 'f'.repeat(64), 'f'.repeat(65)].map(passwordProblem), [false, true, false, true, false, false, true]);
});

test('a port is a whole number from 1 to 65535', () => {
  assert.deepEqual(['', '0', '1', '8000', '65535', '65536', '80.5', '-1', '1e3', '８０'].map(portProblem), [true, true, false, false, false, true, true, true, true, true]);
});

test('downloads are summed over boards, and forgotten at their end', () => {
  const downloads = new Downloads();
  const report = (id: number, board: string, bytesSent: number, state: ReportedTransfer['state']): void =>
    downloads.report({ id, board, bytesSent, bytesTotal: 1000, state } as ReportedTransfer);
  assert.equal(downloads.summary, undefined);
  report(1, 'a', 100, 'running');
  report(2, 'b', 400, 'running');
  assert.deepEqual(downloads.summary, { boards: 2, percent: 25 });
  report(3, 'b', 1000, 'running');
  assert.deepEqual(downloads.summary, { boards: 2, percent: 50 });
  report(1, 'a', 1000, 'done');
  report(3, 'b', 1000, 'brokenOff');
  assert.deepEqual(downloads.summary, { boards: 1, percent: 40 });
  report(2, 'b', 1000, 'done');
  assert.equal(downloads.summary, undefined);
});

test('an answer without a body is no download', () => {
  const downloads = new Downloads();
  downloads.report({ id: 1, board: 'a', bytesSent: 0, bytesTotal: 0, state: 'running' } as ReportedTransfer);
  assert.equal(downloads.summary, undefined);
});
