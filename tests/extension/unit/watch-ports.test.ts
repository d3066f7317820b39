import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { watchPorts } from '../../../extension/src/features/device/watch-ports';
import type { PortInfo } from '../../../extension/src/server/protocol';

/** Ports that come and go, and a second that passes when it is asked to. */
function watching(context: TestContext) {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const seen = { ports: ['a'], shown: [] as string[][], errors: [] as unknown[], asked: 0 };
  const list = (): Promise<PortInfo[]> => {
    seen.asked++;
    return seen.ports.length === 0 ? Promise.reject(new Error('no list')) : Promise.resolve(seen.ports.map((name) => ({ name, kind: 'bridge' })));
  };
  const stop = watchPorts(list, (ports) => seen.shown.push(ports.map(({ name }) => name)), (error) => seen.errors.push(error));
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const second = async (): Promise<void> => {
    await settled();
    context.mock.timers.tick(1000);
    await settled();
  };
  return { seen, stop, second };
}

test('a list is shown when it has changed, and looked at until it is no longer wanted', async (context) => {
  const { seen, stop, second } = watching(context);
  await second();
  await second();
  seen.ports = ['a', 'b'];
  await second();
  assert.deepEqual(seen.shown, [['a'], ['a', 'b']]);
  stop();
  const { asked } = seen;
  seen.ports = ['c'];
  await second();
  assert.deepEqual([seen.shown.length, seen.asked], [2, asked]);
});

test('a list that cannot be had is told, and not asked for again', async (context) => {
  const { seen, second } = watching(context);
  seen.ports = [];
  await second();
  await second();
  await second();
  assert.deepEqual([seen.errors.length, seen.asked], [1, 2]);
});
