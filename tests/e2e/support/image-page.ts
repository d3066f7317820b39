import type { FrameLocator, Page } from 'playwright-core';

/** The image editor that is in front: a page within VS Code's two frames. */
export class ImagePage {
  readonly content: FrameLocator;

  constructor(private readonly page: Page) {
    this.content = page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');
  }

  /** Opens a file of the folder as a person would who knows its name. */
  async open(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.page.locator('.quick-input-widget input.input').fill(name);
    await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: name }).first().waitFor();
    await this.page.keyboard.press('Enter');
    await this.shows(name);
  }

  /** Waits until the page is about this file. */
  async shows(name: string): Promise<void> {
    await this.content.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  async says(text: string | RegExp): Promise<void> {
    await this.content.getByText(text).first().waitFor();
  }

  async press(button: string): Promise<void> {
    await this.content.getByRole('button', { name: button, exact: true }).click();
  }

  /** Waits until the keyboard's focus is on a button or a bar, by what a screen reader says of it. */
  async focusIsOn(label: string | RegExp): Promise<void> {
    const named = this.content.getByRole('button', { name: label }).or(this.content.getByRole('listitem', { name: label }));
    await named.and(this.content.locator(':focus')).waitFor();
  }

  /** Brings the row with this heading into sight. */
  async scrollTo(heading: string): Promise<void> {
    await this.content.getByRole('rowheader', { name: heading, exact: true }).scrollIntoViewIfNeeded();
  }

  /** The cells of the row with this heading, the heading first. */
  async row(heading: string): Promise<string[]> {
    const row = this.content.getByRole('row').filter({ has: this.content.getByRole('rowheader', { name: heading, exact: true }) });
    return await row.first().locator('th, td').allInnerTexts();
  }

  /** What a screen reader says of each bar of a map, in order. */
  async bars(map: RegExp): Promise<string[]> {
    const bars = this.content.getByRole('list', { name: map }).locator('li[aria-label]');
    await bars.first().waitFor();
    return await bars.evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''));
  }

  /** The width of each bar of a map, in parts of the map's. */
  async widths(map: RegExp): Promise<number[]> {
    const list = this.content.getByRole('list', { name: map });
    const whole = (await list.boundingBox())!.width;
    return await list.locator('li').evaluateAll((items, width) => items.map((item) => item.getBoundingClientRect().width / width), whole);
  }
}
