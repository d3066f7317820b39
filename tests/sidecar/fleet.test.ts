// The fleet: simulated boards that really ask, download, start anew and go back; what the sidecar says of them and does about them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { buildAppImage, type SimulatedBoard } from '@otatools/simulator';
import { root } from '../support/paths.js';
import { Lines } from '../support/until.js';
import { deviceOf, install, reach, SSID, PASSWORD, startBoard } from './support/board.js';
import { startSidecar } from './support/client.js';
import { otatools, resultOf } from './support/command-line.js';
import { countedLink, type CountedConnection } from './support/counted-link.js';
import { imageFile, temporaryFolder } from './support/folder.js';

const options = { timeout: 120_000, skip: process.platform === 'win32' };

interface Fleet {
  readonly boards: readonly { id: string; name?: string; status: string; summary: string; isOutdated: boolean; attachedDevice?: string; version?: string }[];
  readonly outdated: number;
  readonly rollouts: readonly { stage: string; admitted: number; proved: number; failed: number; waiting: number; summary: string }[];
}

/** The start is over; there is no main.py. */
const PROMPT = /^Type "help\(\)"/;

const WAITS = /^\[OTA\] not this board's turn yet: nothing newer \(304\)/;

const macOf = (number: number): string => `24:0a:c4:00:10:0${number}`;

/** A board on which a firmware proves itself, or does not; it asks when it is switched on. */
async function fieldBoard(t: TestContext, number: number, url: string, healthy = true): Promise<{ board: SimulatedBoard; lines: Lines }> {
  const lines = new Lines();
  const board = await startBoard(t, {
    image: buildAppImage({ version: 'v1.26.0' }), mac: macOf(number), networks: [{ ssid: SSID, psk: PASSWORD }], power: false, onConsole: (bytes) => lines.push(bytes.toString('utf8')),
  });
  install(board, { wifi: [{ ssid: SSID, password: PASSWORD }], fw_url: url });
  if (!healthy) {
    board.files.write('/ota_health.py', Buffer.from('def check():\n    return False\n'));
  }
  return { board, lines };
}

test('a rollout goes on while boards prove themselves, stops when one goes back, and the others stay as they are', options, async (t) => {
  const image = imageFile(t);
  const folder = path.dirname(image);
  const state = temporaryFolder(t);
  const env = { OTATOOLS_STATE_DIR: state };
  const sidecar = await startSidecar(t, env);
  const { url } = await sidecar.request<{ url: string }>('otatools/serving/start', { root: folder, port: 0, address: '127.0.0.1' });
  const fleet = (): Promise<Fleet> => sidecar.request<Fleet>('otatools/fleet/boards', { root: folder });
  assert.deepEqual(await fleet(), { root: folder, boards: [], outdated: 0, rollouts: [] });
  await sidecar.request('otatools/fleet/startRollout', { firmware: image, first: '1', stopAfter: '1', root: folder });
  const file = `${url}new.app-bin`;
  const good = await fieldBoard(t, 1, file);
  const bad = await fieldBoard(t, 2, file, false);
  const spared = await fieldBoard(t, 3, file);

  good.board.setPower(true);
  await good.lines.line(/^\[OTA\] already running/, 60_000);
  bad.board.setPower(true);
  await bad.lines.line(/^\[OTA\] rolled back/, 60_000);
  await bad.lines.line(WAITS, 60_000);
  // Its console is open, so the sidecar learns which board is at the end of that cable.
  await sidecar.request('otatools/console/open', { device: deviceOf(spared.board) });
  spared.board.setPower(true);
  await spared.lines.line(WAITS, 60_000);

  const seen = await fleet();
  assert.deepEqual(seen.boards.map(({ id, status, isOutdated }) => [id, status, isOutdated]), [
    [macOf(1), 'updated', false], [macOf(2), 'rolledBack', true], [macOf(3), 'waiting', true],
  ]);
  assert.equal(seen.outdated, 2);
  assert.equal(seen.boards[2]!.attachedDevice, deviceOf(spared.board));
  const [rollout] = seen.rollouts;
  assert.deepEqual([rollout!.stage, rollout!.admitted, rollout!.proved, rollout!.failed, rollout!.waiting], ['stopped', 2, 1, 1, 1]);
  assert.match(rollout!.summary, new RegExp(`${macOf(2)}: rolled back: `));
  assert.equal(spared.board.state().version, 'v1.26.0');

  const table = await otatools(t, ['boards', folder], env);
  assert.match(table.stdout, new RegExp(`${macOf(2)}.*Went back from v1\\.27\\.0 to v1\\.26\\.0`));
  assert.match(table.stdout, /was stopped/);

  // A person may have it all the same, at once where the board is attached.
  const { boards: [ordered] } = await sidecar.request<{ boards: { result: string }[] }>('otatools/fleet/update', { boards: [macOf(3)], root: folder });
  assert.equal(ordered!.result, 'askedNow');
  await reach(spared.board, { version: 'v1.27.0', state: 'VALID' }, 60_000);
});

/** SCALE.md counts on it: two requests, and their bytes but for a version or an address that is a little longer. */
function assertAsThePageSays(poll: readonly CountedConnection[]): void {
  const row = /\| a poll, nothing new[^|]*\| (\d+) \| ([\d,]+) \| ([\d,]+) \|/.exec(readFileSync(path.join(root, 'server/device/SCALE.md'), 'utf8'));
  const [requests, up, down] = row!.slice(1).map((text) => Number(text.replaceAll(',', '')));
  const near = (measured: number, told: number): void => assert.ok(Math.abs(measured - told) < told / 10, `${measured} bytes, the page says ${told}`);
  assert.equal(poll.length, requests);
  near(poll.reduce((sum, connection) => sum + connection.up, 0), up!);
  near(poll.reduce((sum, connection) => sum + connection.down, 0), down!);
}

test('what is known of boards outlives the sidecar, and a poll is as small as the page on scale says', options, async (t) => {
  const image = imageFile(t, { version: 'v1.26.0', date: '2025-08-09' });
  const folder = path.dirname(image);
  const env = { OTATOOLS_STATE_DIR: temporaryFolder(t) };
  const sidecar = await startSidecar(t, env);
  const { port } = await sidecar.request<{ port: number }>('otatools/serving/start', { root: folder, port: 0, address: '127.0.0.1' });
  const link = await countedLink(t, port);
  const { board, lines } = await fieldBoard(t, 1, `http://127.0.0.1:${link.port}/new.app-bin`);
  board.setPower(true);
  await lines.line(PROMPT, 60_000);
  const [from, before] = [lines.items.length, link.connections.length];
  board.reset();
  await lines.line(PROMPT, 60_000, from);
  await lines.line(/nothing newer \(304\)/, 1000, from);
  assertAsThePageSays(link.connections.slice(before));
  await otatools(t, ['boards', 'name', macOf(1), 'kitchen', '--root', folder], env);
  await sidecar.stop();

  const [known] = resultOf<Fleet>(await otatools(t, ['boards', folder, '--json'], env)).boards;
  assert.deepEqual([known!.id, known!.name, known!.status, known!.version], [macOf(1), 'kitchen', 'kept', 'v1.26.0']);
});
