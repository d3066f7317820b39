import { rmSync } from 'node:fs';
import path from 'node:path';
import { after, type TestContext } from 'node:test';
import { Browser } from './browser.js';
import { CodeServer, type ServerOptions } from './code-server.js';
import { keepEvidence } from './evidence.js';
import { artifacts } from './places.js';
import { Workbench } from './workbench.js';

// To start these takes seconds, so the tests of one file share them; every test has a window and a person of its own.
const servers = new Map<string, Promise<CodeServer>>();
let browser: Promise<Browser> | undefined;

// By default a signal ends a process without its 'exit' event, and so without what at-exit.ts is told.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(1));
}

after(async () => {
  await (await browser)?.stop();
  for (const server of servers.values()) {
    await (await server).stop();
  }
});

/**
 * Opens VS Code with the extension in it, in a browser of its own. Tests with equal options share a server.
 * @param opened A folder, or a .code-workspace file.
 * @returns The window; closed when the test ends, and what it showed is kept where the test failed.
 */
export async function openEditor(test: TestContext, opened: string, options: ServerOptions = {}): Promise<Workbench> {
  const server = await shared(options);
  browser ??= Browser.start();
  const person = await (await browser).person();
  const pictures = path.join(artifacts, slug(test.name));
  rmSync(pictures, { recursive: true, force: true });
  const workbench = await Workbench.open(await person.newPage(), server.address(opened), server.locale, pictures);
  test.after(async () => {
    // Declared by later versions of @types/node.
    if ((test as { error?: Error | null }).error) {
      test.diagnostic(`what was seen: ${await keepEvidence(workbench, server)}`);
    }
    await person.close();
  });
  return workbench;
}

function shared(options: ServerOptions): Promise<CodeServer> {
  const key = JSON.stringify(options);
  const server = servers.get(key) ?? CodeServer.start(options);
  servers.set(key, server);
  return server;
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60);
}
