// Publishing to a real object store: Ceph's RADOS Gateway, started here once for all of it.
import { after, before, describe } from 'node:test';
import { boards } from './boards.js';
import { failures } from './failures.js';
import { interruptions } from './interruptions.js';
import { releases } from './releases.js';
import { Engine } from './support/engine.js';

const missing = Engine.missing();

describe('an S3-compatible object store', { skip: missing }, () => {
  let engine: Engine;
  before(async () => {
    engine = await Engine.start();
  }, { timeout: 120_000 });
  after(() => engine?.stop(), { timeout: 30_000 });

  releases(() => engine);
  boards(() => engine);
  interruptions(() => engine);
  failures(() => engine);
});
