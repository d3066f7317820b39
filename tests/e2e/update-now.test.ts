import assert from 'node:assert/strict';
import test from 'node:test';
import { openEditor } from './support/editor.js';
import { arrange, PASSWORD, SSID } from './support/scene.js';
import { englishLight, japaneseDark } from './support/themes.js';

for (const { name, locale, settings } of [englishLight, japaneseDark]) {
  test(`${name}: Update Device Now asks for what it does not know, and an empty board ends at v1.26.0`, async (t) => {
    const { board, device, workspace, port } = await arrange(t, { settings, board: { mac: '24:0a:c4:00:00:01' } });
    const vscode = await openEditor(t, workspace.folder, { locale });
    const { quickInput, toasts, console, serving } = vscode;
    const say = vscode.say.bind(vscode);

    await vscode.run('updateDeviceNow');
    await quickInput.asked(say('Select Device'));
    await vscode.screenshot('select-device');
    await quickInput.choose(say('Select Device'), say('Enter a port, socket://… or rfc2217://…'));
    await quickInput.answer(say('A serial port such as /dev/ttyUSB0 or COM5, socket://host:port, or rfc2217://host:port'), device);
    await quickInput.asked(say('No Wi-Fi is configured for this folder'));
    await vscode.screenshot('no-wifi-yet');
    await quickInput.choose(say('No Wi-Fi is configured for this folder'), say('Configure Wi-Fi…'));
    await quickInput.answer(say('Configure Wi-Fi (1/2)'), SSID);
    await quickInput.type(say('Configure Wi-Fi (2/2)'), PASSWORD);
    assert.ok(await quickInput.isMasked());
    await vscode.screenshot('wifi-password');
    await quickInput.correct(PASSWORD);

    await toasts.waitFor(say('Updating the board'));
    await vscode.screenshot('updating');
    await toasts.waitFor(say('Board {0} now runs {1} from {2}.', '24:0a:c4:00:00:01', 'v1.26.0', 'ota_1'));
    await vscode.screenshot('updated');
    assert.deepEqual([board.state().slot, board.state().state], ['ota_1', 'VALID']);
    await console.waitForLine(/^\[BOOT\] running= ota_1 fw= .*v1\.26\.0/);
    assert.ok((await serving.text()).includes(say('OTA: serving on {0}', port)));
  });
}
