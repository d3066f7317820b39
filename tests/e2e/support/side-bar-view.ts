import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.js';

export interface ViewRow {
  readonly label: string;
  readonly description: string;
  /** What a screen reader is told. */
  readonly spoken: string;
}

/** One view of the extension in the side bar. */
export class SideBarView {
  private readonly pane: Locator;

  /** @param title In the window's language. */
  constructor(private readonly page: Page, title: string) {
    this.pane = page.locator('.part.sidebar .pane').filter({ has: page.locator('.pane-header .title', { hasText: title }) });
  }

  /** By its icon in the activity bar. */
  async open(): Promise<void> {
    await this.page.locator('.activitybar .action-item a[aria-label^="OtaTools"]').click();
    await this.pane.locator('.pane-body').waitFor();
  }

  /** Waits for what stands at the container's icon. @param text Undefined for nothing. */
  async badge(text: string | undefined): Promise<void> {
    const badge = this.page.locator('.activitybar .action-item').filter({ has: this.page.locator('a[aria-label^="OtaTools"]') }).locator('.badge-content');
    await eventually(`the badge ${text}`, async () => {
      const seen = (await badge.count()) > 0 && (await badge.isVisible()) ? await badge.innerText() : undefined;
      return seen === text ? true : undefined;
    });
  }

  /** Makes room for long rows. */
  async widen(): Promise<void> {
    const { x, y, width, height } = (await this.page.locator('.part.sidebar').boundingBox())!;
    await this.page.mouse.move(x + width, y + height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(x + width + 440, y + height / 2, { steps: 4 });
    await this.page.mouse.up();
  }

  /** All rows in sight, from the top. */
  async rows(): Promise<ViewRow[]> {
    return await this.pane.locator('.monaco-list-row').evaluateAll((rows) => rows.map((row) => ({
      label: row.querySelector('.label-name')?.textContent ?? '',
      description: row.querySelector('.label-description')?.textContent ?? '',
      spoken: row.getAttribute('aria-label') ?? '',
    })));
  }

  /** Waits until the rows are as the test wants them. */
  async until(what: string, accepts: (rows: ViewRow[]) => boolean): Promise<ViewRow[]> {
    return await eventually(what, async () => {
      const rows = await this.rows();
      return accepts(rows) ? rows : undefined;
    }, { seen: async () => JSON.stringify(await this.rows(), null, 1) });
  }

  /** Waits for these labels, in this order, and no others. */
  async untilLabels(...labels: string[]): Promise<ViewRow[]> {
    return await this.until(labels.join(', '), (rows) => rows.map((row) => row.label).join('\n') === labels.join('\n'));
  }

  /** What stands in place of rows. */
  async welcome(text: RegExp | string): Promise<Locator> {
    const welcome = this.pane.locator('.welcome-view-content').filter({ hasText: text });
    await welcome.waitFor();
    return welcome;
  }

  /** What stands above the rows. */
  async message(text: RegExp | string): Promise<void> {
    await this.pane.locator('.message').filter({ hasText: text }).first().waitFor();
  }

  async expand(label: string): Promise<void> {
    await this.rest();
    await this.row(label).locator('.monaco-tl-twistie').click();
  }

  /** An action in the row, by its title. */
  async act(label: string, action: string): Promise<void> {
    await this.rest();
    await this.row(label).hover();
    await this.row(label).locator(`.actions a[aria-label="${action}"]`).click();
  }

  /** An action of the view, in its title, which shows them while the pointer is in the view. */
  async title(action: string): Promise<void> {
    await this.pane.locator('.pane-header').hover();
    await this.pane.locator(`.pane-header a.action-label[aria-label="${action}"]`).click();
  }

  /** An entry of the row's menu. */
  async menu(label: string, entry: string): Promise<void> {
    await this.rest();
    await this.row(label).click({ button: 'right' });
    // By the keyboard: a menu takes no click in its first moment.
    await this.page.locator('.monaco-menu .action-menu-item').filter({ hasText: entry }).first().hover();
    await this.page.keyboard.press('Enter');
  }

  /** What stands beside a row while the pointer rests on it. */
  async tooltip(label: string, text: RegExp): Promise<void> {
    await this.row(label).hover();
    await this.hover.filter({ hasText: text }).waitFor();
  }

  /** The pointer elsewhere, and moving: a row's tooltip lies over the rows below it, and one that comes late stays until then. */
  private async rest(): Promise<void> {
    let aside = 0;
    await eventually('no tooltip', async () => {
      aside = (aside + 20) % 100;
      await this.page.mouse.move(1100 + aside, 500);
      return (await this.hover.isVisible()) ? undefined : true;
    });
  }

  private get hover(): Locator {
    return this.page.locator('.workbench-hover-container .hover-contents, .monaco-hover .hover-contents').first();
  }

  private row(label: string): Locator {
    return this.pane.locator('.monaco-list-row').filter({ has: this.page.locator('.label-name', { hasText: label }) }).first();
  }
}
