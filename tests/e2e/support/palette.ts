import type { Page } from 'playwright-core';
import { eventually } from './eventually.js';
import { escaped } from './patterns.js';

/** The command palette. */
export class Palette {
  constructor(private readonly page: Page) {}

  /** Runs a command by all that the palette shows of it: "View: Toggle Output". */
  async run(title: string): Promise<void> {
    await eventually(`the command ${title}`, async () => ((await this.finds(title)) ? true : this.dismiss()));
    await this.row(title).click();
  }

  /** Whether the palette offers a command. */
  async offers(title: string): Promise<boolean> {
    const offered = await this.finds(title);
    await this.dismiss();
    return offered;
  }

  /** Opens the palette with this text in it, and looks through what it finds. */
  private async finds(title: string): Promise<boolean> {
    await this.open(title);
    // It has looked at all commands once there is the row itself, or what VS Code shows in its place.
    const instead = this.rows().filter({ hasText: /similar commands|No matching commands/ }).first();
    await this.row(title).or(instead).first().waitFor();
    return await this.row(title).isVisible();
  }

  private async dismiss(): Promise<undefined> {
    await this.page.keyboard.press('Escape');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  private async open(filter: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.page.locator('.quick-input-widget input.input').fill(`>${filter}`);
  }

  private rows() {
    return this.page.locator('.quick-input-list .monaco-list-row');
  }

  private row(title: string) {
    const exactly = new RegExp(`^${escaped(title)}$`);
    return this.rows().filter({ has: this.page.locator('.label-name', { hasText: exactly }) }).first();
  }
}
