import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { openEditor } from './support/editor.js';
import { arrange, PASSWORD, SSID } from './support/scene.js';
import { root } from '../support/paths.js';
import { englishDark, japaneseLight } from './support/themes.js';

/** The device scripts and the configuration. */
const uploadedFiles = readdirSync(path.join(root, 'server/device')).filter((name) => name.endsWith('.py')).length + 1;

for (const { name, locale, settings } of [englishDark, japaneseLight]) {
  test(`${name}: step by step, a board at v1.25.0 updates itself to v1.26.0, and downloads nothing the next time`, async (t) => {
    const { board, device, workspace, image, port } = await arrange(t, { settings });
    const vscode = await openEditor(t, workspace.folder, { locale });
    const { quickInput, toasts, console, requests, serving } = vscode;
    const say = vscode.say.bind(vscode);

    await vscode.run('configureWifi');
    await quickInput.answer(say('Configure Wi-Fi (1/2)'), SSID);
    await quickInput.type(say('Configure Wi-Fi (2/2)'), PASSWORD);
    assert.ok(await quickInput.isMasked());
    await vscode.screenshot('wifi-password');
    await quickInput.correct(PASSWORD);
    await vscode.statusMessage(say('Wi-Fi: {0}', SSID));

    await vscode.run('selectDevice');
    await quickInput.asked(say('Select Device'));
    await vscode.screenshot('select-device');
    await quickInput.choose(say('Select Device'), say('Enter a port, socket://… or rfc2217://…'));
    await quickInput.answer(say('A serial port such as /dev/ttyUSB0 or COM5, socket://host:port, or rfc2217://host:port'), device);
    await vscode.statusMessage(say('Device: {0}', device));

    await vscode.run('setFirmwareUrl');
    await quickInput.asked(say('Set Firmware URL'));
    await vscode.screenshot('choose-image');
    await quickInput.choose(say('Set Firmware URL'), image);
    await toasts.waitFor(say('FW_URL is {0}. Upload the device scripts to put it on the board.', `http://127.0.0.1:${port}/OTA/${image}`));
    assert.equal(workspace.settings()['otaTools.device'], device);
    await toasts.close('FW_URL');

    await vscode.run('uploadDeviceScripts');
    const uploaded = say('Uploaded: {0}. Reset the board to start the update.', say('{0} files', uploadedFiles));
    await toasts.waitFor(uploaded);
    await vscode.screenshot('uploaded');
    await toasts.close(uploaded);

    await vscode.run('startServing');
    await serving.shows(new RegExp(say('OTA: serving on {0}', port)));
    assert.match(await serving.tooltip(), new RegExp(`http://127\\.0\\.0\\.1:${port}`));

    await vscode.run('resetDevice');
    await console.waitForLine(/^\[BOOT\] running= ota_0 fw= .*v1\.25\.0/);
    await console.waitForLine(/^\[OTA\] dl /);
    await vscode.screenshot('downloading');
    await console.waitForLine(/^\[BOOT\] running= ota_1 fw= .*v1\.26\.0/);
    await console.waitForLine(/^\[OTA\] valid /);
    await vscode.screenshot('updated');
    assert.deepEqual([board.state().slot, board.state().state], ['ota_1', 'VALID']);
    const downloads = await requests.text();
    assert.match(downloads, new RegExp(`"GET /OTA/${image}\\.pack" 200 `));
    await vscode.screenshot('requests');

    await console.waitForLine(/^\[OTA\] already running/);
    const before = await console.text();
    await vscode.run('resetDevice');
    await console.waitForLine(/^\[OTA\] already running/, { after: before });
    await vscode.screenshot('nothing-to-download');
    assert.doesNotMatch((await console.text()).slice(before.length), /\[OTA\] dl /);
    assert.doesNotMatch((await requests.text()).slice(downloads.length), /(app-bin|pack)" 200 /);
    assert.equal(board.state().slot, 'ota_1');
  });
}
