import { createRequire } from 'node:module';
import path from 'node:path';
import type * as playwright from 'playwright-core';
import { PATIENCE_MS } from './eventually.js';
import { e2e } from './places.js';

// The compiled tests lie outside the package that playwright-core is a dependency of.
const { chromium } = createRequire(path.join(e2e, 'package.json'))('playwright-core') as typeof playwright;

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/** Chromium without a window. Every context in it is a person of its own: nothing is remembered from another. */
export class Browser {
  private constructor(private readonly browser: playwright.Browser) {}

  static async start(): Promise<Browser> {
    // prepare.mjs says where it found one.
    const executablePath = process.env.OTATOOLS_CHROMIUM ?? '/usr/bin/chromium';
    return new Browser(await chromium.launch({ executablePath, headless: true, args: flags }));
  }

  async person(): Promise<playwright.BrowserContext> {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }
}
