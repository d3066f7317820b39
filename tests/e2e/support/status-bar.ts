import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.js';

/** An item of the status bar, by its id in the page: publisher.extension.item */
export class StatusBarItem {
  readonly item: Locator;

  constructor(private readonly page: Page, id: string) {
    this.item = page.locator(`[id="${id}"]`);
  }

  async text(): Promise<string> {
    return (await this.item.innerText()).replace(/\s+/g, ' ').trim();
  }

  /** Waits until it reads so. */
  async shows(pattern: RegExp): Promise<string> {
    return await eventually(`${pattern} in the status bar`, async () => {
      const text = (await this.item.isVisible()) ? await this.text() : '';
      return pattern.test(text) ? text : undefined;
    }, { seen: async () => ((await this.item.isVisible()) ? await this.text() : 'no such item') });
  }

  async click(): Promise<void> {
    await this.item.locator('a').click();
  }

  /** What it says under the mouse. */
  async tooltip(): Promise<string> {
    await this.item.locator('a').hover();
    const hover = this.page.locator('.workbench-hover-container .monaco-hover, .monaco-hover.workbench-hover').first();
    await hover.waitFor();
    const text = (await hover.innerText()).replace(/\u00a0/g, ' ').trim();
    await this.page.mouse.move(640, 300);
    return text;
  }
}
