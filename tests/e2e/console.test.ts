import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { openEditor } from './support/editor.js';
import { eventually } from './support/eventually.js';
import { arrange } from './support/scene.js';
import { Workspace } from './support/workspace.js';

/** Something that prints, and does not listen. */
async function printer(test: TestContext, print: (socket: Socket) => void): Promise<{ device: string; clients: Set<Socket> }> {
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket.on('error', () => {}).on('close', () => clients.delete(socket)).setNoDelay());
    socket.resume();
    print(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => {
    clients.forEach((socket) => socket.destroy());
    server.close();
  });
  return { device: `socket://127.0.0.1:${(server.address() as AddressInfo).port}`, clients };
}

test('what comes fast, cut in the middle of characters and line ends, is shown whole and in order', async (t) => {
  const lines = Array.from({ length: 20_000 }, (_, number) => `${number} 温度 23.5 ℃`);
  const bytes = Buffer.from(`${lines.join('\r\n')}\r\nthe end\r\n`);
  const { device } = await printer(t, (socket) => {
    for (let at = 0; at < bytes.length; at += 997) {
      socket.write(bytes.subarray(at, at + 997));
    }
  });
  const workspace = new Workspace({ 'otaTools.device': device });
  const vscode = await openEditor(t, workspace.folder);

  await vscode.run('showDeviceConsole');
  await vscode.console.waitForLine(/^the end$/);
  const shown = (await vscode.console.text()).split('\n');
  assert.match(shown[0]!, /^--- Console of socket:/);
  assert.deepEqual(shown.slice(1, -2), lines);
});

test('a device that is chosen instead takes the place of the one before, whose port is let go', async (t) => {
  const first = await printer(t, (socket) => socket.write('first\r\n'));
  const second = await printer(t, (socket) => socket.write('second\r\n'));
  const workspace = new Workspace({ 'otaTools.device': first.device });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('showDeviceConsole');
  await vscode.console.waitForLine(/^first$/);

  await vscode.run('selectDevice');
  await vscode.quickInput.choose('Select Device', 'Enter a port');
  await vscode.quickInput.answer('A serial port such as', second.device);
  await eventually('an end of the first connection', () => Promise.resolve(first.clients.size === 0 ? true : undefined));
  await vscode.run('showDeviceConsole');
  await vscode.console.waitForLine(/^second$/);

  await vscode.run('disconnectDevice');
  await eventually('an end of the second connection', () => Promise.resolve(second.clients.size === 0 ? true : undefined));
  await vscode.console.waitForLine(/^--- Disconnected from/);
});

test('a board that is unplugged is said in the console, which goes on by itself when it is back', async (t) => {
  const { board, device, workspace } = await arrange(t);
  workspace.configure({ 'otaTools.device': device });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('showDeviceConsole');
  await vscode.console.waitForLine(/Console of/);

  board.injectFault({ kind: 'link-loss' });
  await vscode.console.waitForLine(/^--- socket:.* The console goes on as soon as it answers again/);
  board.injectFault({ kind: 'link-restore' });
  await vscode.console.waitForLine(/^--- socket:.* is back\. ---$/);
  const before = await vscode.console.text();
  board.reset();
  await vscode.console.waitForLine(/MicroPython v1\.25\.0/, { after: before });
  await vscode.screenshot('back');
});

test('a line that means trouble is explained below it, and told once', async (t) => {
  const panic = "Guru Meditation Error: Core  1 panic'ed (LoadProhibited). Exception was unhandled.";
  const { device } = await printer(t, (socket) => socket.write(`before\r\n${panic}\r\n\r\nafter\r\nrst:0xf (BROWN_OUT_R),boot:0x13\r\n`));
  const workspace = new Workspace({ 'otaTools.device': device });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('showDeviceConsole');
  await vscode.console.waitForLine(/^    → The supply voltage/);
  const lines = (await vscode.console.text()).split('\n');
  assert.match(lines[lines.indexOf(panic) + 1]!, /^    → /);
  await vscode.toasts.waitFor('The board says "Guru Meditation Error');
  await vscode.screenshot('explained');
  assert.equal((await vscode.toasts.history()).filter((text) => text.includes('The board says')).length, 1);
});

test('colours are left out; timestamps and a filter follow the settings at once', async (t) => {
  let board: Socket | undefined;
  const { device } = await printer(t, (socket) => {
    board = socket;
    socket.write('plain \x1b[1;31mred\x1b[0m\r\n');
  });
  const settings = { 'otaTools.device': device };
  const workspace = new Workspace(settings);
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('showDeviceConsole');
  await vscode.console.waitForLine(/^plain red$/);

  workspace.configure({ ...settings, 'otaTools.console.timestamps': true, 'otaTools.console.filter': '^temp' });
  const stamped = /^\d\d:\d\d:\d\d\.\d{3} temp /;
  await eventually('a line with its time', async () => {
    board!.write('noise\r\ntemp 23\r\n');
    return (await vscode.console.text()).split('\n').some((line) => stamped.test(line)) ? true : undefined;
  });
  const before = await vscode.console.text();
  board!.write('noise\r\ntemp 24\r\n');
  await vscode.console.waitForLine(/temp 24$/, { after: before });
  assert.doesNotMatch((await vscode.console.text()).slice(before.length), /noise/);

  workspace.configure({ ...settings, 'otaTools.console.filter': '(' });
  await vscode.toasts.waitFor('The setting otaTools.console.filter is no regular expression');
  board!.write('all again\r\n');
  await vscode.console.waitForLine(/^all again$/);
  await vscode.screenshot('filtered');
});

test('a flood is marked where it is left out of the panel, and the log file has every byte', async (t) => {
  const flood = Buffer.from(`${Array.from({ length: 80_000 }, (_, number) => `${number} ${'.'.repeat(40)}`).join('\r\n')}\r\nthe end\r\n`);
  let board: Socket | undefined;
  const { device } = await printer(t, (socket) => {
    board = socket;
    socket.write('hello\r\n');
  });
  const workspace = new Workspace({ 'otaTools.device': device });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('showDeviceConsole');
  await vscode.console.waitForLine(/^hello$/);
  await vscode.run('startConsoleLog');
  await vscode.quickInput.asked('Log Device Console to File');
  await eventually('the name of the log', async () => (/console-.*\.log$/.test(await vscode.quickInput.box.inputValue()) ? true : undefined));
  await vscode.page.keyboard.press('Enter');
  const log = (await vscode.console.waitForLine(/goes into/)).match(/goes into (.*) ---/)![1]!;
  board!.write(flood);
  await vscode.console.waitForLine(/^the end$/);
  assert.match(await vscode.console.text(), /^--- [\d,]+ bytes left out here; the log file has them: .*\.log ---$/m);
  await vscode.screenshot('flood');

  await vscode.run('stopConsoleLog');
  await vscode.toasts.waitFor(`${(flood.length + 7).toLocaleString('en')} bytes of the console are in ${log}`);
  assert.deepEqual(readFileSync(log), Buffer.concat([Buffer.from('hello\r\n'), flood]));
});
