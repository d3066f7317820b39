import assert from 'node:assert/strict';
import test from 'node:test';
import { openEditor } from './support/editor.js';
import { eventually } from './support/eventually.js';
import { FakePorts } from './support/fake-ports.js';
import { Workspace } from './support/workspace.js';

const bridge = {
  name: '/dev/ttyUSB0', kind: 'bridge', chip: 'CP210x', description: 'CP2102N USB to UART Bridge Controller', manufacturer: 'Silicon Labs',
  vendorId: '10c4', productId: 'ea60', serialNumber: '0001', stableName: '/dev/serial/by-id/usb-Silicon_Labs_CP2102N_0001-if00-port0',
};
const board = { name: '/dev/ttyACM0', kind: 'board', chip: 'ESP32-S3 (USB-Serial/JTAG)', vendorId: '303a', productId: '1001', serialNumber: '24:0A:C4:00:00:01' };
const own = { name: '/dev/ttyS0', kind: 'other' };
const phone = { name: '/dev/rfcomm0', kind: 'bluetooth' };

test('the list of ports changes while it is open, boards first; what is remembered is the name that stays', async (t) => {
  const ports = new FakePorts([bridge, own, phone]);
  const workspace = new Workspace({});
  const vscode = await openEditor(t, workspace.folder, { machineSettings: { 'otaTools.serverPath': ports.server } });
  const { quickInput } = vscode;
  await vscode.run('selectDevice');
  await quickInput.asked('Select Device');
  await quickInput.row('/dev/ttyUSB0').waitFor();
  assert.equal((await quickInput.rows()).length, 4);
  await vscode.page.keyboard.press('ArrowDown');

  ports.are([board, bridge, own, phone]);
  await quickInput.row('/dev/ttyACM0').waitFor();
  const rows = (await quickInput.rows()).join('\n');
  assert.match(rows, /ttyACM0\s*ESP32-S3 .*\n.*ttyUSB0\s*CP210x · CP2102N .*0001.*\n.*ttyS0.*\n.*rfcomm0/);
  assert.match(await quickInput.widget.locator('.monaco-list-row.focused').innerText(), /ttyS0/);
  await vscode.screenshot('ports');

  await quickInput.row('/dev/ttyUSB0').click();
  await eventually('the choice', () => Promise.resolve(workspace.settings()['otaTools.device'] === bridge.stableName ? true : undefined));
  await vscode.run('selectDevice');
  await quickInput.row('(current)').waitFor();
  assert.match(await quickInput.widget.locator('.monaco-list-row.focused').innerText(), /ttyUSB0/);
  ports.are([]);
  await quickInput.row('Enter a port').waitFor();
  await quickInput.widget.getByText('No serial port was found').waitFor();
  await quickInput.escape();
});
