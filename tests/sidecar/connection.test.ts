// Check Connection, with a board and a computer that are hosts of their own: each cause is made for real, and named.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test, type TestContext } from 'node:test';
import { Sidecar } from '../support/sidecar.js';
import { deviceOf, PASSWORD, SSID, startBoard } from './support/board.js';
import { watchProgress } from './support/client.js';
import { otatools, resultOf } from './support/command-line.js';
import { imageFile } from './support/folder.js';
import { BOARD, COMPUTER, TwoHosts, withoutNamespaces } from './support/two-hosts.js';

interface Report {
  readonly ok: boolean;
  readonly cause: string;
  readonly message: string;
  readonly fix?: string;
  readonly sides: readonly { readonly what: string; readonly seen: string }[];
  readonly address?: string;
  readonly remedies: readonly string[];
}

/** `npm run sweep -- connection`; otherwise a sample of what differs in one word only. */
const inFull = process.env.OTATOOLS_SWEEP === '1';
const sampled = inFull ? false : 'in the sweep';
const CHECK = 'otatools/connection/check';
const PORT = 8000;
const wifi = [{ ssid: SSID, password: PASSWORD }];
const configuration = { wifi, wait: 5, fw_url: `http://${COMPUTER}:${PORT}/firmware.app-bin` };

function assertCause(report: Report, cause: string, message: RegExp, fix: RegExp): void {
  assert.equal(report.cause, cause, JSON.stringify(report, null, 1));
  assert.match(report.message, message);
  assert.match(report.fix ?? '', fix);
  assert.ok(!JSON.stringify(report).includes(PASSWORD), 'the password is in the report');
}

describe('Check Connection', { concurrency: 3, timeout: 120_000 }, () => {
  describe('a board and a computer in one Wi-Fi', { concurrency: 1, skip: withoutNamespaces, timeout: 120_000 }, () => {
    let hosts: TwoHosts;
    let sidecar: Sidecar;
    let device: string;

    before(async () => {
      hosts = new TwoHosts();
      device = await hosts.startBoard(configuration);
      sidecar = await Sidecar.start('en', {}, hosts.inside('computer'));
    });

    after(() => {
      sidecar?.kill();
      hosts?.close();
    });

    const serve = async (t: TestContext, port = PORT): Promise<void> => {
      await sidecar.request('otatools/serving/start', { root: path.dirname(imageFile(t)), port, address: COMPUTER });
      t.after(() => sidecar.request('otatools/serving/stop', {}));
    };
    const check = (more: object = {}): Promise<Report> => sidecar.request<Report>(CHECK, { device, ...more });

    test('reaches it', async (t) => {
      await serve(t);
      const progress = watchProgress(sidecar);
      const report = await check({ workDoneToken: 'check' });
      assertCause(report, 'ok', new RegExp(`http://${COMPUTER}:${PORT}/`), /^$/);
      assert.ok(report.ok);
      assert.equal(report.address, COMPUTER);
      assert.ok(report.sides.some(({ seen }) => seen === `arrived from ${BOARD}`), JSON.stringify(report.sides));
      await progress.find(({ value }) => value.kind === 'end', 'the end of the progress');
      assert.deepEqual(progress.items.map(({ value }) => value.kind).filter((kind) => kind !== 'report'), ['begin', 'end']);
      // Who asked is no board, and what was fetched no download.
      assert.deepEqual(await sidecar.request('otatools/serving/boards', {}), { boards: [] });
    });

    test('nothing is served', async () => {
      const report = await check();
      assertCause(report, 'serverNotRunning', /Nothing is served/, /Start serving/);
      assert.deepEqual(report.remedies, ['startServing']);
    });

    test('the firewall drops', async (t) => {
      await serve(t);
      hosts.firewall(t, PORT, 'DROP');
      assertCause(await check(), 'firewallDrops', /firewall drops.*port 8000/, /8000/);
    });

    for (const how of inFull ? ['tcp-reset', 'icmp-port-unreachable', 'icmp-admin-prohibited'] : ['icmp-admin-prohibited']) {
      test(`the firewall rejects by ${how}`, async (t) => {
        await serve(t);
        hosts.firewall(t, PORT, 'REJECT', '--reject-with', how);
        assertCause(await check(), 'firewallRejects', /firewall rejects.*port 8000/, /8000/);
      });
    }

    test('the network keeps its devices apart', async (t) => {
      await serve(t);
      for (const port of ['board', 'computer']) {
        hosts.with(t, 'router', `ip link set ${port} type bridge_slave isolated on`, `ip link set ${port} type bridge_slave isolated off`);
      }
      assertCause(await check(), 'clientIsolation', new RegExp(SSID), /guest network/);
    });

    test('nobody answers', async (t) => {
      await serve(t);
      hosts.with(t, 'router', 'ip link set wifi down', 'ip link set wifi up');
      assertCause(await check(), 'brokenNetwork', /gateway 192\.168\.50\.1/, /access point/);
    });

    for (const [name, address] of inFull ? [['docker0', '172.17.0.1'], ['tun0', '10.8.0.2']] : [['tun0', '10.8.0.2']]) {
      test(`the address is that of ${name}`, async (t) => {
        await serve(t);
        hosts.in('computer', 'ip', 'link', 'add', name!, 'type', 'bridge');
        t.after(() => hosts.in('computer', 'ip', 'link', 'delete', name!));
        hosts.in('computer', 'ip', 'addr', 'add', `${address}/16`, 'dev', name!);
        hosts.in('computer', 'ip', 'link', 'set', name!, 'up');
        const report = await check({ address });
        assertCause(report, 'wrongInterface', new RegExp(name!), new RegExp(COMPUTER));
        assert.equal(report.remedies[0], 'chooseAddress');
      });
    }

    test('FW_URL names another port', async (t) => {
      await serve(t, 8001);
      assertCause(await check({ port: 8001 }), 'wrongPort', /:8000\/.*port 8001/, /Update the board now/);
    });

    test('another program is on the port', async () => {
      const script = 'require("http").createServer((q, a) => { a.setHeader("Server", "somebody else"); a.end(q.url) }).listen(8000, () => console.log("up"))';
      const other = await hosts.start('computer', [process.execPath, '-e', script]);
      const report = await check();
      other.kill('SIGKILL');
      assertCause(report, 'anotherProgram', /somebody else/, /another port/);
    });

    test('the command line says the same, and ends with its own code', async (t) => {
      const args = ['check', '--device', device, '--port', '8000', '--json'];
      await sidecar.request('otatools/device/close', { device });
      const fine = await otatools(t, args, {}, undefined, hosts.inside('computer'));
      assert.equal(fine.code, 0, fine.stderr);
      assert.equal(resultOf<Report>(fine).cause, 'ok');
      hosts.firewall(t, PORT, 'REJECT', '--reject-with', 'tcp-reset');
      const refused = await otatools(t, args, {}, undefined, hosts.inside('computer'));
      assert.equal(refused.code, 12, refused.stderr);
      assert.equal(resultOf<Report>(refused).cause, 'firewallRejects');
    });

    test('an update that nobody asked for anything says why', async (t) => {
      await sidecar.request('otatools/device/close', { device });
      hosts.firewall(t, PORT, 'REJECT', '--reject-with', 'tcp-reset');
      const run = await otatools(t, ['update', imageFile(t), '--device', device, '--port', String(PORT), '--json'], {}, undefined, hosts.inside('computer'));
      assert.equal(run.code, 12, run.stderr);
      const { error, message, connection } = resultOf<{ error: string; message: string; connection: Report }>(run);
      assert.equal(error, 'BoardCannotReachServer');
      assert.match(message, /firewall rejects.*8000/);
      assertCause(connection, 'firewallRejects', /8000/, /8000/);
    });
  });

  describe('a board and a computer in different networks', { concurrency: 4, skip: withoutNamespaces, timeout: 120_000 }, () => {
    const ELSEWHERE = '192.168.77.20';

    /** What the sidecar says of them, with its own server running, in surroundings of its own. */
    async function reportFrom(t: TestContext, computer: string, env: NodeJS.ProcessEnv, params: object, remoteName?: string): Promise<Report> {
      const hosts = new TwoHosts(ELSEWHERE, computer);
      t.after(() => hosts.close());
      const [device, sidecar] = await Promise.all([
        hosts.startBoard({ wifi, fw_url: `http://${computer}:${PORT}/firmware.app-bin` }),
        Sidecar.start('en', env, hosts.inside('computer'), remoteName === undefined ? undefined : { remoteName }),
      ]);
      t.after(() => sidecar.kill());
      await sidecar.request('otatools/serving/start', { root: path.dirname(imageFile(t)), port: PORT, address: computer });
      return await sidecar.request<Report>(CHECK, { device, ...params });
    }

    test('nothing leads from one to the other', async (t) => {
      assertCause(await reportFrom(t, COMPUTER, {}, {}), 'anotherSubnet', /192\.168\.77\.0\/24.*192\.168\.50\.0\/24/, new RegExp(SSID));
    });

    test('the computer is one that the editor is connected to by SSH', { skip: sampled }, async (t) => {
      assertCause(await reportFrom(t, COMPUTER, {}, {}, 'ssh-remote'), 'remoteBetween', /another computer/, /board's network/);
    });

    test('the computer is a container', async (t) => {
      assertCause(await reportFrom(t, '172.18.0.2', { container: 'docker' }, {}), 'containerBetween', /172\.18\.0\.2/, /-p 8000:8000/);
    });

    test('the computer is a container whose port is not published', { skip: sampled }, async (t) => {
      assertCause(await reportFrom(t, '172.18.0.2', { container: 'docker' }, { address: '192.168.77.1' }), 'containerBetween', /container/, /appPort/);
    });
  });

  describe('a board that does not get into the Wi-Fi', { concurrency: 4, timeout: 120_000 }, () => {
    let sidecar: Sidecar;
    before(async () => {
      sidecar = await Sidecar.start();
    });
    after(() => sidecar?.kill());

    for (const [what, cause, networks, file, message, fix] of [
      ['has no network configured', 'noConfiguration', [{ ssid: SSID, psk: PASSWORD }], {}, /No Wi-Fi network/, /Configure the Wi-Fi/],
      ['finds no such network', 'noSuchNetwork', [{ ssid: 'another', psk: PASSWORD }], { wifi }, /'test network'.*2\.4 GHz/, /SSID/],
      ['has the wrong password', 'wrongPassword', [{ ssid: SSID, psk: 'something else' }], { wifi }, /refuses the board/, /right password/],
      ['gets no address', 'noAddressFromRouter', [{ ssid: SSID, psk: PASSWORD, dhcp: false }], { wifi }, /no router gave it an address/, /DHCP/],
    ] as const) {
      test(what, async (t) => {
        const board = await startBoard(t, { networks });
        board.files.write('/ota.json', Buffer.from(JSON.stringify(file)));
        assertCause(await sidecar.request<Report>(CHECK, { device: deviceOf(board), port: 0 }), cause, message, fix);
      });
    }
  });
});
