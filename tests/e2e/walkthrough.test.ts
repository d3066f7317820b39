import assert from 'node:assert/strict';
import test from 'node:test';
import { openEditor } from './support/editor.js';
import { eventually } from './support/eventually.js';
import { arrange, PASSWORD, SSID } from './support/scene.js';
import type { Workbench } from './support/workbench.js';

/** The steps of the open walkthrough, in order, and whether each is ticked off. */
async function steps({ page }: Workbench): Promise<Record<string, boolean>> {
  const rows = await page.locator('.gettingStartedContainer .getting-started-step').all();
  const read = rows.map(async (row) => [(await row.locator('.step-title').innerText()).trim(), (await row.locator('.codicon.complete').count()) > 0] as const);
  return Object.fromEntries(await Promise.all(read));
}

async function ticked(vscode: Workbench, ...titles: string[]): Promise<void> {
  await eventually(`the ticks at ${titles.join(', ')}`, async () => {
    const all = await steps(vscode);
    return titles.every((title) => all[title]) ? true : undefined;
  }, { seen: async () => JSON.stringify(await steps(vscode)) });
}

test('the walkthrough leads from a board to an update, and ticks its steps off by itself', async (t) => {
  const { workspace, device, port } = await arrange(t);
  workspace.configure({ 'otaTools.port': port });
  const vscode = await openEditor(t, workspace.folder);
  const { quickInput } = vscode;
  await vscode.run('openWalkthrough');
  await ticked(vscode, 'Open the folder with the new firmware');
  assert.equal((await steps(vscode))['Update the board'], false);
  await vscode.screenshot('begin');

  await vscode.page.locator('.getting-started-step').getByRole('button', { name: 'Select Device' }).click();
  await quickInput.choose('Select Device', 'Enter a port');
  await quickInput.answer('A serial port such as', device);
  await ticked(vscode, 'Connect your board');
  await vscode.run('configureWifi');
  await quickInput.answer('Configure Wi-Fi (1/2)', SSID);
  await quickInput.answer('Configure Wi-Fi (2/2)', PASSWORD);
  await ticked(vscode, 'Tell it your Wi-Fi');
  await vscode.run('setFirmwareUrl');
  await quickInput.choose('Set Firmware URL', '.app-bin');
  await ticked(vscode, 'Choose the image');
  await vscode.run('updateDeviceNow');
  await vscode.toasts.waitFor('now runs');
  await ticked(vscode, 'Update the board');
  await vscode.screenshot('done');
});
