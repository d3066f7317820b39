// The password reaches the board's own /ota.json and nothing else, a private key nothing at all: no output, no file, no process list.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { Sidecar } from '../support/sidecar.js';
import { configurationOn, deviceOf, reach, SSID, startBoard } from './support/board.js';
import { refusal } from './support/client.js';
import { CommandLine } from './support/command-line.js';
import { imageFile, temporaryFolder } from './support/folder.js';

const timeout = 120_000;
const PASSWORD = 'pÄss "w0rd"\\+/=&ひみつ';

const PRIVATE_KEY = generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PASSPHRASE = 'オープン "sesame"';

/** The lines of the key behind its modulus, which is no secret. */
const privateLines = PRIVATE_KEY.trim().split('\n').slice(10, -1);

/** Every way in which the password, the key or its passphrase may be written down. */
const forms = [
  PASSWORD,
  JSON.stringify(PASSWORD).slice(1, -1),
  JSON.stringify(PASSWORD).slice(1, -1).replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  Buffer.from(PASSWORD).toString('base64').replace(/=+$/, ''),
  Buffer.from(PASSWORD).toString('hex'),
  encodeURIComponent(PASSWORD),
  encodeURIComponent(PASSWORD).replaceAll('%20', '+'),
  'ひみつ',
  'sesame',
  ...privateLines,
  ...privateLines.map((line) => Buffer.from(line, 'base64').toString('hex')),
].map((form) => Buffer.from(form));

function assertNoSecret(content: Buffer | string, where: string): void {
  const bytes = Buffer.from(content);
  for (const form of forms) {
    assert.ok(!bytes.includes(form), `the password is in ${where}, as ${form.toString()}`);
  }
}

function assertNoSecretBelow(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(name.parentPath ?? name.path, name.name);
    assertNoSecret(name.name, `a file's name below ${folder}`);
    if (name.isFile()) {
      assertNoSecret(readFileSync(file), file);
    }
  }
}

/** What any user of this computer may read of the processes on it. */
function assertNotInProcessList(): void {
  for (const id of existsSync('/proc/self/cmdline') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : []) {
    try {
      assertNoSecret(readFileSync(`/proc/${id}/cmdline`), `/proc/${id}/cmdline`);
    } catch (error) {
      if (error instanceof assert.AssertionError) {
        throw error;
      }
    }
  }
}

/** Where programs leave things: all below one folder that the test can search. */
function homesBelow(folder: string): NodeJS.ProcessEnv {
  return { HOME: folder, TMPDIR: folder, XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder, XDG_DATA_HOME: folder, USERPROFILE: folder, APPDATA: folder, LOCALAPPDATA: folder, TEMP: folder, TMP: folder };
}

test('looking for the password finds it where it is', () => {
  for (const form of forms) {
    assert.throws(() => assertNoSecret(`before ${form.toString()} after`, 'a text'), /the password is in a text/);
  }
});

// Boards count down before they update: side by side that costs once.
describe('the password', { concurrency: 4 }, () => {
  test('an upload and an update over JSON-RPC leave no trace of the password', { timeout }, async (t) => {
    const home = temporaryFolder(t);
    const firmware = imageFile(t);
    const board = await startBoard(t, { networks: [{ ssid: SSID, psk: PASSWORD }] });
    const sidecar = Sidecar.spawn(homesBelow(home));
    t.after(() => sidecar.kill());
    const spoken: Buffer[] = [];
    sidecar.child.stdout!.on('data', (data: Buffer) => spoken.push(data));
    await sidecar.request('initialize', { processId: process.pid, rootUri: null, capabilities: {}, trace: 'verbose' });
    await sidecar.connection.sendNotification('initialized', {});
    await sidecar.connection.sendNotification('$/setTrace', { value: 'verbose' });
    const device = deviceOf(board);
    const wifi = { ssid: SSID, password: PASSWORD };
    const common = { device, wifi, timeoutSeconds: 20 };
    await sidecar.request('otatools/console/open', { device });
    await sidecar.request('otatools/scripts/upload', { ...common, workDoneToken: 1 });
    const running = sidecar.request('otatools/update/run', { ...common, firmware, port: 0, address: '127.0.0.1', workDoneToken: 2 });
    await reach(board, { 'netReceived>': 1 }, 30_000);
    assertNotInProcessList();
    if (existsSync(`/proc/${sidecar.child.pid}/environ`)) {
      assertNoSecret(readFileSync(`/proc/${sidecar.child.pid}/environ`), "the sidecar's environment");
    }
    await running;
    // Failures tell what happened, and must not tell this.
    await refusal(sidecar.request('otatools/scripts/upload', { ...common, wifi: { ssid: '', password: PASSWORD } }));
    await refusal(sidecar.request('otatools/scripts/upload', { ...common, wifi: { ssid: SSID, password: PASSWORD.repeat(4) } }));
    board.injectFault({ kind: 'link-loss' });
    await refusal(sidecar.request('otatools/scripts/upload', common));
    await sidecar.stop();

    assert.deepEqual(configurationOn(board).wifi, [wifi]);
    assertNoSecret(Buffer.concat(spoken), "the sidecar's output");
    assertNoSecret(sidecar.stderr, "the sidecar's stderr");
    assertNoSecret(board.console, "the board's console");
    assertNoSecret(Buffer.from(board.console, 'latin1'), "the board's console");
    assertNoSecret(JSON.stringify(board.nvs()), "the board's NVS");
    for (const name of (board.files.read('/') as string[]).filter((file) => file !== 'ota.json')) {
      assertNoSecret(board.files.read(`/${name}`) as Buffer, `/${name} on the board`);
    }
    assertNoSecretBelow(home);
    assertNoSecretBelow(path.dirname(firmware));
  });

  /** What a client that is not ours may get wrong; its error must still be fit for a log. */
  const misplaced: [string, object][] = [
    ['in place of the network', { wifi: PASSWORD }],
    ['in a list', { wifi: { ssid: SSID, password: [PASSWORD] } }],
    ['in place of a number', { baud: PASSWORD }],
  ];

  for (const [where, params] of misplaced) {
    test(`a password that a client puts ${where} is not repeated in the error`, { timeout }, async (t) => {
      const sidecar = await Sidecar.start();
      t.after(() => sidecar.kill());
      const error = await refusal(sidecar.request('otatools/scripts/upload', { device: 'socket://127.0.0.1:1', ...params }));
      assert.equal(error.code, -32602);
      assertNoSecret(error.message, 'the message');
      assertNoSecret(JSON.stringify(error.data ?? null), "the error's data");
    });
  }

  test('signing over JSON-RPC leaves no trace of the private key', { timeout }, async (t) => {
    const home = temporaryFolder(t);
    const firmware = imageFile(t);
    const sidecar = Sidecar.spawn(homesBelow(home));
    t.after(() => sidecar.kill());
    const spoken: Buffer[] = [];
    sidecar.child.stdout!.on('data', (data: Buffer) => spoken.push(data));
    await sidecar.request('initialize', { processId: process.pid, rootUri: null, capabilities: {}, trace: 'verbose' });
    await sidecar.connection.sendNotification('initialized', {});
    await sidecar.connection.sendNotification('$/setTrace', { value: 'verbose' });
    const request = { firmware, privateKey: PRIVATE_KEY, passphrase: PASSPHRASE };
    await sidecar.request('otatools/signing/sign', request);
    assertNotInProcessList();
    const wrong = [
      { ...request, firmware: `${firmware}.missing` }, { ...request, sequence: 0 }, { ...request, sequence: PRIVATE_KEY }, { ...request, privateKey: [PRIVATE_KEY] },
      { ...request, privateKey: PRIVATE_KEY.replace('\n', '\nAAAA') }, { ...request, privateKey: PRIVATE_KEY.replaceAll('PRIVATE', 'PUBLIC') },
      { ...request, privateKey: PRIVATE_KEY.replaceAll(' PRIVATE', ' ENCRYPTED PRIVATE') },
    ];
    for (const params of wrong) {
      const error = await refusal(sidecar.request('otatools/signing/sign', params));
      assertNoSecret(JSON.stringify([error.message, error.data]), 'the error');
    }
    // In the place of a public one, on its way to a board.
    await refusal(sidecar.request('otatools/scripts/upload', { device: 'socket://127.0.0.1:1', publicKey: PRIVATE_KEY }));
    await sidecar.stop();
    assertNoSecret(Buffer.concat(spoken), "the sidecar's output");
    assertNoSecret(sidecar.stderr, "the sidecar's stderr");
    assertNoSecretBelow(home);
    assertNoSecretBelow(path.dirname(firmware));
  });

  test('signing on the command line leaves no trace of the private key', { timeout }, async (t) => {
    const home = temporaryFolder(t);
    const firmware = imageFile(t);
    const key = path.join(temporaryFolder(t), 'k.key');
    writeFileSync(key, PRIVATE_KEY);
    for (const args of [['sign', firmware, '--key', key], ['sign', `${firmware}.missing`, '--key', key], ['verify', firmware, '--key', key]]) {
      const { stdout, stderr } = await CommandLine.start(t, [...args, '--json'], homesBelow(home)).finished;
      assertNoSecret(stdout, 'stdout');
      assertNoSecret(stderr, 'stderr');
    }
    assertNoSecretBelow(home);
    assertNoSecretBelow(path.dirname(firmware));
  });

  for (const way of ['--password-file', 'OTATOOLS_WIFI_PASSWORD'] as const) {
    test(`update on the command line with ${way} leaves no trace of the password`, { timeout }, async (t) => {
      const home = temporaryFolder(t);
      const firmware = imageFile(t);
      const board = await startBoard(t, { networks: [{ ssid: SSID, psk: PASSWORD }] });
      const file = path.join(temporaryFolder(t), 'password');
      writeFileSync(file, PASSWORD);
      const byFile = way === '--password-file';
      const args = ['update', firmware, '--device', deviceOf(board), '--port', '0', '--ssid', SSID, '--json', ...(byFile ? [way, file] : [])];
      const run = CommandLine.start(t, args, { ...homesBelow(home), ...(byFile ? {} : { [way]: PASSWORD }) });
      await reach(board, { 'netReceived>': 1 }, 30_000);
      assertNotInProcessList();
      const environment = `/proc/${run.child.pid}/environ`;
      if (byFile && existsSync(environment)) {
        assertNoSecret(readFileSync(environment), "the process's environment");
      }
      const { code, stdout, stderr } = await run.finished;
      assert.equal(code, 0, stderr);
      assertNoSecret(stdout, 'stdout');
      assertNoSecret(stderr, 'stderr');
      assertNoSecretBelow(home);
      assertNoSecretBelow(path.dirname(firmware));
    });
  }
});
