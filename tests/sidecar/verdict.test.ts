// What an editor is told of a file: by itself, and beside a board that was seen.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { buildAppImage, buildFullFlash, SimulatedBoard } from '@otatools/simulator';
import { deviceOf, PASSWORD, SSID, startBoard } from './support/board.js';
import { refusal, startSidecar } from './support/client.js';
import { imageFile, temporaryFolder } from './support/folder.js';
import { webServer } from './support/listeners.js';

const timeout = 60_000;

interface Verdict {
  readonly title: string;
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly forcible: boolean; readonly fixes?: readonly string[] }[];
  readonly usable: boolean;
}

interface Inspection {
  readonly verdict: Verdict;
  readonly card: readonly { readonly key: string; readonly value: string }[];
}

for (const [how, method] of [['asked what it is', 'otatools/device/info'], ['given its scripts', 'otatools/scripts/upload']] as const) {
  test(`a file is judged for a board once that was ${how}, and the board is not asked again`, { timeout }, async (t) => {
    const board = await startBoard(t);
    const device = deviceOf(board);
    const file = imageFile(t, { size: 0x180000 });
    const sidecar = await startSidecar(t);
    const inspect = (): Promise<Inspection> => sidecar.request<Inspection>('otatools/firmware/inspect', { path: file, device });
    assert.equal((await inspect()).verdict.title, 'an app image, ready for an OTA slot');
    await sidecar.request(method, { device });
    await sidecar.request('otatools/device/close', { device });
    const printed = board.console.length;
    const { verdict, card } = await inspect();
    assert.equal(verdict.title, 'fits, 100 % of the slot');
    assert.equal(card.find(({ key }) => key === 'slot')?.value, '100 %');
    assert.equal(board.console.length, printed);
  });
}

test('an upload learns that the board was flashed with slots meanwhile', { timeout }, async (t) => {
  const file = imageFile(t);
  const sidecar = await startSidecar(t);
  const plain = await SimulatedBoard.start({ link: 'usb', layout: 'no-ota' });
  const device = deviceOf(plain);
  const verdict = async (): Promise<Verdict> => (await sidecar.request<Inspection>('otatools/firmware/inspect', { path: file, device })).verdict;
  try {
    await sidecar.request('otatools/device/info', { device });
    assert.deepEqual((await verdict()).findings.map(({ code }) => code), ['noSlots']);
    await sidecar.request('otatools/device/close', { device });
  } finally {
    await plain.close();
  }

  await startBoard(t, { consolePort: Number(new URL(device).port) });
  await sidecar.request('otatools/scripts/upload', { device });
  assert.deepEqual((await verdict()).findings, []);
});

test('the build that runs is known', { timeout }, async (t) => {
  const image = buildAppImage({ version: 'v1.26.0' });
  const board = await startBoard(t, { image });
  const device = deviceOf(board);
  const file = path.join(temporaryFolder(t), 'same.app-bin');
  writeFileSync(file, image);
  const sidecar = await startSidecar(t);
  await sidecar.request('otatools/device/info', { device });
  const { files } = await sidecar.request<{ files: { verdict: Verdict }[] }>('otatools/firmware/list', { root: path.dirname(file), device });
  assert.deepEqual(files.map(({ verdict }) => verdict.title), ['already running']);
});

test('what an update from another server brought is not taken for the file that was looked at', { timeout }, async (t) => {
  const board = await startBoard(t, { image: buildAppImage({ version: 'v1.26.0' }) });
  const device = deviceOf(board);
  const file = imageFile(t);
  const other = buildAppImage({ version: 'v1.27.1' });
  const server = await webServer(t, (request, response) => response.writeHead(request.url === '/other.app-bin' ? 200 : 404).end(request.url === '/other.app-bin' ? other : ''));
  const sidecar = await startSidecar(t);
  await sidecar.request('otatools/update/run', { firmware: file, device, wifi: { ssid: SSID, password: PASSWORD }, firmwareUrl: `${server}/other.app-bin` });
  const { verdict } = await sidecar.request<Inspection>('otatools/firmware/inspect', { path: file, device });
  assert.equal(verdict.title, 'older than what runs');
});

test('a refused update tells what was found, and what mends it', { timeout }, async (t) => {
  const sidecar = await startSidecar(t);
  const file = path.join(temporaryFolder(t), 'full.bin');
  writeFileSync(file, buildFullFlash(readFileSync(imageFile(t))));
  const { data } = await refusal(sidecar.request('otatools/update/run', { firmware: file, device: 'socket://127.0.0.1:1', port: 0, force: true }));
  const { code, forcible, fixes } = (data as unknown as { finding: Verdict['findings'][number] }).finding;
  assert.deepEqual([data?.reason, code, forcible, fixes], ['FirmwareUnusable', 'fullFlash', false, ['extractApp', 'chooseImage']]);
});
