import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { DeviceBoard, image } from '../device/support/device-board.js';
import { temporaryFolder } from '../sidecar/support/folder.js';
import { Bucket } from './support/bucket.js';
import { CuttingProxy } from './support/cutting-proxy.js';
import type { Engine } from './support/engine.js';
import { NAME, Publishing } from './support/publishing.js';

const options = { timeout: 180_000 };

/** The device scripts on a simulated board, with nothing of ours between it and the store. */
export function boards(engine: () => Engine): void {
  test('a board updates from the store through the pointer, goes on where the line broke, and comes back by a withdrawal', options, async (t) => {
    await new Bucket(engine().url, 'boards').create();
    const folder = temporaryFolder(t);
    const runs = path.join(folder, 'fw-v1.26.0.app-bin');
    const next = path.join(folder, 'fw-v1.27.0.app-bin');
    writeFileSync(runs, image({ seed: 1 }));
    // Several frames of a pack: one goes on at a frame.
    writeFileSync(next, image({ version: 'v1.27.0', date: '2025-12-09', size: 300_000 }));
    const store = new Publishing(t, ['s3://boards/esp32', '--endpoint', engine().url]);
    await store.published(runs);
    await store.published(next, '--deltas', '0');
    const proxy = await CuttingProxy.start(t, engine().url);
    let cut = false;
    proxy.cut = { request: /\.app-bin\.pack$/, moment: 'answer', act: () => void (cut = true) };
    const device = await DeviceBoard.configured(t, `${proxy.url}/boards/esp32/${NAME}.release`, { image: readFileSync(runs) });
    await device.line(/\[OTA\] valid/, 0, 60_000);
    assert.equal(device.board.state().version, 'v1.27.0');
    assert.ok(cut, 'the line was not cut');
    await device.line(/\[OTA\] resumed at/);
    assert.ok(proxy.conditions.some(({ range, match, status }) => /^bytes=[1-9]\d*-$/.test(range ?? '') && match !== undefined && status === 206), JSON.stringify(proxy.conditions));
    // What a board without rights to list gets for a file that is not there.
    assert.equal((await fetch(`${engine().url}/boards/esp32/ota-scripts.manifest`)).status, 403);

    let from = device.mark;
    await device.restart();
    await device.line(/nothing newer \(304\)|already running this image/, from, 60_000);
    assert.equal((await store.run('withdraw')).code, 0);
    from = device.mark;
    await device.restart();
    await device.line(/\[OTA\] valid/, from, 60_000);
    assert.equal(device.board.state().version, 'v1.26.0');
  });
}
