import { test } from 'node:test';
import { sampled } from '../../support/sampling.js';
import { image } from '../support/device-board.js';
import { before } from '../support/fault-board.js';
import type { Fault } from '../support/faulty-server.js';
import * as faults from '../support/http-faults.js';
import { type FaultCase, survey } from '../support/survey.js';

const next = image({ size: 64_000 });
const another = image({ size: 70_000, seed: 9 });
const path = '/firmware.app-bin';
const files = { [path]: next };

/** How long a server goes on with it: for one request, or for the whole first start. */
const spells: [string, number][] = [['once', 1], ['for a start', Infinity]];

const failing: Record<string, Fault> = {
  'says nothing': faults.silent,
  'stalls in the body': faults.stallAfter(10_000),
  'stalls behind the head': faults.stallAfter(0),
  'drips': faults.drip(20),
  'drips its head': faults.headDrips(20),
  'resets at once': faults.resetAfter(0),
  'resets in the body': faults.resetAfter(30_000),
  'truncates': faults.truncateAfter(30_000),
  'truncates to nothing': faults.truncateAfter(0),
  'claims less': faults.claimsShort(30_000),
  'claims a bit less': faults.claimsShort(next.length - 1),
  'sends more': faults.tooLong(5000),
  'declares too much': faults.declares('9999999'),
  'declares nonsense': faults.declares('1e4'),
  'declares less than nothing': faults.declares('-5'),
  'declares a number beyond all': faults.declares('9'.repeat(40)),
  'sends a range unasked': faults.unaskedRange(4096),
  'sends a 206 without a range': faults.rewritten(({ reply }) => ({ ...reply, status: 206, headers: { 'Content-Length': String(reply.body.length) } })),
  '404': faults.status(404),
  '403': faults.status(403),
  '401': faults.status(401, { 'WWW-Authenticate': 'Basic' }),
  '416': faults.status(416, { 'Content-Range': 'bytes */64000' }),
  '412': faults.status(412),
  '500': faults.status(500),
  '503': faults.status(503, { 'Retry-After': '120' }),
  '304 unasked': faults.status(304),
  '204': faults.status(204),
  '999': faults.status(999),
  'a page with 200': faults.htmlPage,
  'redirects for ever': faults.redirect(({ server }) => server.url(path)),
  'redirects to nowhere': faults.redirect(() => 'http://127.0.0.1:9/'),
  'redirects to nonsense': faults.redirect(() => 'gopher://x'),
  'redirects to a folder without the file': faults.redirect(() => 'elsewhere/'),
  'garbage': faults.garbage,
  'an empty answer': faults.emptyAnswer,
  'gzip': faults.gzipped,
  'endless headers': faults.endlessHeaders,
  'a giant header': faults.giantHeader(70_000),
};

/** What is allowed: the image comes through all the same. */
const harmless: Record<string, Fault> = {
  'stays open': faults.staysOpen,
  'no length': faults.withoutLength,
  'HTTP/1.0': faults.http10,
  'chunked': faults.chunked,
  'no ranges': faults.ignoresRange,
  'a hundred headers': faults.manyHeaders(100),
  'a long header': faults.giantHeader(3000),
  'more than its length': faults.tooLongInSecret(5000),
  'no Content-Range': faults.noContentRange,
  'a shifted range': faults.shiftedRange(4096),
  'a range shifted back': faults.shiftedRange(-4096),
};

test('a server with a fault', async (t) => {
  const all = Object.entries(failing).flatMap(([name, fault]) => spells.map(([spell, times]): FaultCase => ({
    name: `${name}, ${spell}`, files, ends: next, prepare: (server) => server.strike(fault, times), tells: times > 1,
  })));
  await survey(t, 'server with a fault', sampled(all, 16, 6));
});

test('a server whose second answer has a fault', async (t) => {
  const all = Object.entries(failing).map(([name, fault]): FaultCase => ({
    name, files, ends: next, tells: false,
    prepare: (server) => server.strike(fault, 1, () => server.seen.length > 0),
  }));
  await survey(t, 'server with a fault at its second answer', sampled(all, 8, 7));
});

test('a server that only does it in its own way', async (t) => {
  const all = Object.entries(harmless).map(([name, fault]): FaultCase => ({
    name, files, ends: next, tells: false, prepare: (server) => server.strike(fault),
  }));
  await survey(t, 'server with its own ways', sampled(all, 6, 8), { mostAtOnce: true });
});

test('the file is another one in the middle', async (t) => {
  const then: [string, Fault | null][] = [['honestly', null], ['ignoring If-Range', faults.ignoresIfRange], ['without ranges', faults.ignoresRange]];
  const all = [5_000, 20_000, 45_000, 63_000].flatMap((after) => then.map(([how, fault]): FaultCase => ({
    name: `after ${after} bytes, ${how}`, files, ends: another,
    prepare: (server) => server.strike(faults.changesFile(after, another, fault), 1, faults.reaching(after)),
  })));
  await survey(t, 'file changed in the middle', sampled(all, 5, 9));
});

test('ranges that are not what was asked for, after a cut', async (t) => {
  const lies: Record<string, Fault> = {
    'shifted ahead': faults.shiftedRange(4096), 'shifted back': faults.shiftedRange(-4096), 'shifted by one': faults.shiftedRange(1),
    'without Content-Range': faults.noContentRange, 'of all': faults.ignoresRange, '416': faults.status(416), 'a page': faults.htmlPage,
    'of another file': ({ socket, request, reply, server, content }) => faults.ignoresIfRange({ socket, request, reply, server, content: another.subarray(0, content.length) }),
  };
  const all = Object.entries(lies).flatMap(([name, lie]) => [9_000, 40_000].map((offset): FaultCase => ({
    name: `${name}, after ${offset} bytes`, files, ends: next,
    prepare: (server) => server.strike((exchange) => {
      faults.at(offset, faults.resetAfter)(exchange);
      server.strike(lie, 1, ({ request }) => /^bytes=[1-9]/.test(request.headers.range ?? ''));
    }, 1, faults.reaching(offset)),
  })));
  await survey(t, 'wrong range after a cut', sampled(all, 6, 10), { mostAtOnce: true });
});

test('what is offered is no image for this board', async (t) => {
  const offers: Record<string, Buffer> = {
    'another chip': image({ chipId: 5 }),
    'too long for the slot': image({ size: 0x180000 + 4096 }),
    'a later chip revision': image({ maxRevision: 200 }),
    'a page': Buffer.from('<html>'.padEnd(70_000)),
    'nothing': Buffer.alloc(0),
    'zeros': Buffer.alloc(70_000),
    'a whole flash': Buffer.concat([before.subarray(0, 24), Buffer.alloc(0xf000, 0xff), next]),
    'the beginning of an image': next.subarray(0, 300),
    'an image that is cut off': next.subarray(0, 40_000),
    'an older MicroPython, on a board that would lose its files': image({ version: 'v1.24.0', idfVersion: 'v5.2.2', size: 120_000 }),
  };
  const all = Object.entries(offers).map(([name, offer]): FaultCase => ({ name, files: { [path]: offer }, ends: before }));
  await survey(t, 'offers that are refused', sampled(all, 7, 11));
});
