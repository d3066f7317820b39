import type { Page } from 'playwright-core';
import { eventually } from './eventually.js';

/** The terminal that is in sight in the panel. */
export class Terminal {
  constructor(private readonly page: Page) {}

  /** The lines in sight, without what fills them up. */
  async text(): Promise<string> {
    const rows = await this.page.locator('.terminal-wrapper.active .xterm-rows > div').allInnerTexts();
    return rows.map((row) => row.replaceAll('\u00a0', ' ').trimEnd()).join('\n').trimEnd();
  }

  /** Waits until what is in sight reads so. */
  async shows(pattern: RegExp): Promise<string> {
    return await eventually(`${pattern} in the terminal`, async () => {
      const text = await this.text();
      return pattern.test(text) ? text : undefined;
    }, { seen: () => this.text() });
  }

  /** Types keys one after the other; "\n" is Enter. */
  async type(text: string): Promise<void> {
    await this.focus();
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) {
        await this.page.keyboard.press('Enter');
      }
      await this.page.keyboard.type(line);
    }
  }

  /** Presses a key as Playwright calls it: Control+C. */
  async press(key: string): Promise<void> {
    await this.focus();
    await this.page.keyboard.press(key);
  }

  /** From the clipboard. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((content) => navigator.clipboard.writeText(content), text);
    await this.press('Control+Shift+V');
  }

  /** How many terminals there are. */
  async count(): Promise<number> {
    return await this.page.locator('.terminal-wrapper').count();
  }

  private async focus(): Promise<void> {
    await this.page.locator('.terminal-wrapper.active .xterm-helper-textarea').focus();
  }
}
