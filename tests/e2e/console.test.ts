import assert from 'node:assert/strict';
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

test('a board that is unplugged is said in the console, and found again when it is back', async (t) => {
  const { board, device, workspace } = await arrange(t);
  workspace.configure({ 'otaTools.device': device });
  const vscode = await openEditor(t, workspace.folder);
  await vscode.run('showDeviceConsole');
  await vscode.console.waitForLine(/Console of/);

  board.injectFault({ kind: 'link-loss' });
  await vscode.console.waitForLine(/^--- The connection to socket:.* is gone/);
  board.injectFault({ kind: 'link-restore' });
  const before = await vscode.console.text();
  await vscode.run('showDeviceConsole');
  await vscode.run('interruptDevice');
  await vscode.console.waitForLine(/^>>>/, { after: before });
});
