import type { Page } from 'playwright-core';
import { eventually } from './eventually.js';
import type { Palette } from './palette.js';

/**
 * A channel of the output panel. The editor there draws only the lines in sight, and breaks long ones; so the text is
 * taken as a person would: select all, copy. That moves the focus: not while a question is open.
 */
export class OutputChannel {
  constructor(private readonly page: Page, private readonly palette: Palette, readonly name: string) {}

  /** Brings the channel into sight. */
  async show(): Promise<void> {
    const choice = this.page.locator('.part.panel .title-actions select[aria-label="Switch Output"]');
    if (!(await choice.isVisible())) {
      await this.palette.run('Output: Focus on Output View');
    }
    await choice.selectOption({ label: this.name });
  }

  /** All that the channel holds. */
  async text(): Promise<string> {
    await this.show();
    return await this.copied();
  }

  /** Waits for a line, and gives it. What text() gave before, as `after`, does not count. */
  async waitForLine(pattern: RegExp, { after = '', timeoutMs }: { after?: string; timeoutMs?: number } = {}): Promise<string> {
    await this.show();
    let text = '';
    return await eventually(`${pattern} in ${this.name}`, async () => {
      text = await this.copied();
      return text.slice(after.length).split('\n').find((line) => pattern.test(line));
    }, { timeoutMs, seen: async () => text.split('\n').slice(-30).join('\n') });
  }

  /** Whether the channel is the one in sight. */
  async isShown(): Promise<boolean> {
    const shown = this.page.locator('.part.panel .title-actions select[aria-label="Switch Output"]');
    return (await shown.isVisible()) && (await shown.inputValue()) === this.name;
  }

  private async copied(): Promise<string> {
    await this.page.locator('.part.panel .monaco-editor .native-edit-context').focus();
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Control+C');
    // Without a selection, and at the end, as it was.
    await this.page.keyboard.press('Control+End');
    return (await this.page.evaluate(() => navigator.clipboard.readText())).replaceAll('\r\n', '\n');
  }
}
