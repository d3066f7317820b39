// The console over RFC 2217: Telnet, baud rate, and what the modem lines do to the board.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { SimulatedBoard, type BoardOptions } from '@otatools/simulator';
import { ComPort, Control, Telnet } from '@otatools/simulator/console/rfc2217-codes.js';
import { TelnetDecoder, escapeData } from '@otatools/simulator/console/rfc2217-telnet.js';
import { ConsoleClient } from './support/console-client.js';
import { Rfc2217Client } from './support/rfc2217-client.js';

const { DTR_ON, DTR_OFF, RTS_ON, RTS_OFF } = Control;

/** At its prompt, with a client whose lines are both on, as the kernel leaves them. */
async function atPrompt(t: TestContext, options: BoardOptions = {}): Promise<{ board: SimulatedBoard; client: Rfc2217Client }> {
  const board = await SimulatedBoard.start({ link: 'usb', ...options });
  t.after(() => board.close());
  assert.ok(await board.waitFor({ phase: 'running', console: '>>> ' }));
  return { board, client: await Rfc2217Client.open(t, board) };
}

const set = (client: Rfc2217Client, ...values: number[]): Promise<void> =>
  client.ask(...values.map((value) => [ComPort.SET_CONTROL, value] as const));

test('a decoder gives back the same, however the stream is cut', () => {
  const stream = Buffer.from([1, 255, 255, 255, 253, 44, 2, 255, 250, 44, 1, 255, 255, 9, 255, 240, 255, 241, 3]);
  const decode = (...cuts: number[]): string[] => {
    const seen: string[] = [];
    let data = Buffer.alloc(0);
    const decoder = new TelnetDecoder({
      data: (more) => (data = Buffer.concat([data, more])),
      option: (verb, option) => seen.push(`${verb} ${option}`),
      subnegotiation: (content) => seen.push(content.toString('hex')),
    });
    [0, ...cuts].forEach((start, i) => decoder.feed(stream.subarray(start, cuts[i] ?? stream.length)));
    return [...seen, data.toString('hex')];
  };
  const whole = ['253 44', '2c01ff09', '01ff0203'];
  for (let i = 0; i <= stream.length; i++) for (let j = i; j <= stream.length; j++) assert.deepEqual(decode(i, j), whole);
  assert.equal(escapeData(Buffer.from([1, 255, 2])).toString('hex'), '01ffff02');
});

test('all bytes go both ways', async (t) => {
  const { client } = await atPrompt(t);
  client.console.write('\x03\r\x01');
  await client.console.readUntil('raw REPL; CTRL-B to exit\r\n>');
  client.console.write('import sys\nsys.stdout.buffer.write(bytes(range(5, 256)) + b"\\xff\\xff")\x04');
  const answer = await client.console.readUntil('\xfe\xff\xff\xff\xff\xff\xff\x04');
  assert.ok(answer.includes(Buffer.from(Array.from({ length: 250 }, (_, i) => i + 5)).toString('latin1')));
});

test('opening and closing the port resets nothing', async (t) => {
  const { board, client } = await atPrompt(t);
  assert.deepEqual(board.state().lines, { dtr: true, rts: true });
  client.console.close();
  assert.ok(await board.waitFor({ dtr: false, rts: false }));
  await Rfc2217Client.open(t, board);
  assert.ok(await board.waitFor({ dtr: true, rts: true }));
  assert.equal(board.state().boots, 1);
});

test('"RTS and not DTR" holds the board, and letting go starts it', async (t) => {
  const { board, client } = await atPrompt(t);
  await set(client, DTR_OFF);
  assert.equal(board.state().phase, 'held');
  await set(client, RTS_OFF);
  assert.ok(await board.waitFor({ phase: 'running', boots: 2 }));
});

test('IO0 low while EN rises is download mode, in which nothing is answered, until the next reset', async (t) => {
  const { board, client } = await atPrompt(t);
  await set(client, DTR_OFF);
  await set(client, DTR_ON, RTS_OFF);
  await client.console.readUntil('boot:0x3 (DOWNLOAD_BOOT(UART0/UART1/SDIO_REI_REO_V2))\r\nwaiting for download\r\n');
  assert.equal(board.state().phase, 'download');
  client.console.write('\x03\x01\x04');
  await set(client, RTS_ON, DTR_OFF, DTR_ON);
  assert.ok(await board.waitFor({ phase: 'running', boots: 3 }));
  assert.equal(client.console.pending.includes('raw REPL'), false);
});

test('IO0 low while EN is high changes nothing', async (t) => {
  const { board, client } = await atPrompt(t);
  await set(client, RTS_OFF);
  await set(client, DTR_OFF);
  await set(client, DTR_ON);
  await set(client, RTS_ON);
  assert.deepEqual([board.state().boots, board.state().phase], [1, 'running']);
});

test('the chip\'s own USB remembers "DTR and not RTS" for its next reset, and forgets it when both are off', async (t) => {
  const { board, client } = await atPrompt(t, { resetCircuit: 'usb-serial-jtag' });
  await set(client, RTS_OFF, RTS_ON, DTR_OFF);
  assert.ok(await board.waitFor({ phase: 'download' }));
  await set(client, RTS_OFF, RTS_ON);
  assert.ok(await board.waitFor({ phase: 'running', boots: 3 }));
});

test('without a reset circuit the lines are just remembered', async (t) => {
  const { board, client } = await atPrompt(t, { resetCircuit: 'none' });
  await set(client, DTR_OFF);
  assert.deepEqual([board.state().lines, board.state().boots], [{ dtr: false, rts: true }, 1]);
});

test('at the wrong baud rate nothing makes sense, at the right one again it does', async (t) => {
  const { board, client } = await atPrompt(t, { link: 'uart' });
  await client.ask([ComPort.SET_BAUDRATE, 0, 0, 0x25, 0x80]);
  assert.equal(board.state().baud, 9600);
  client.console.write('print("understood")\r');
  await client.ask([ComPort.SET_BAUDRATE, 0, 1, 0xc2, 0]);
  client.console.write('\x03\r6*7\r');
  await client.console.readUntil('42\r\n>>> ');
  assert.equal(board.console.includes('understood'), false);
});

test('a second client is told that the port is in use', async (t) => {
  const { board } = await atPrompt(t);
  const second = await ConsoleClient.open(board.rfc2217Port);
  await second.readUntil('Port already in use\r\n');
  await second.untilClosed();
});

test('options that are not offered are refused once', async (t) => {
  const { client } = await atPrompt(t);
  client.console.write(Buffer.from([Telnet.IAC, Telnet.DO, 31, Telnet.IAC, Telnet.WILL, 24]));
  await client.console.readUntil('\xff\xfe\x18');
});
