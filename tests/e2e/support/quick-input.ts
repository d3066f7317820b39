import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.js';
import { escaped } from './patterns.js';

/** The box at the top of the window: a text to type, or a list to choose from. */
export class QuickInput {
  readonly widget: Locator;
  readonly box: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget');
    this.box = this.widget.locator('input.input');
  }

  /** Waits for the question whose title, text or placeholder matches; the command palette is none. */
  async asked(question: RegExp | string): Promise<void> {
    const pattern = typeof question === 'string' ? new RegExp(escaped(question)) : question;
    await eventually(`the question ${pattern}`, async () => (pattern.test(await this.question()) ? true : undefined), {
      seen: async () => (await this.question()) || 'no question',
    });
  }

  /** Title, text and placeholder of the question; nothing while there is none. */
  async question(): Promise<string> {
    return await this.page.evaluate(() => {
      const widget = document.querySelector<HTMLElement>('.quick-input-widget');
      const box = widget?.querySelector<HTMLInputElement>('input.input');
      if (!widget || !box || widget.style.display === 'none' || box.value.startsWith('>')) {
        return '';
      }
      const texts = ['.quick-input-title', '.quick-input-message'].map((part) => widget.querySelector<HTMLElement>(part)?.innerText ?? '');
      return [...texts, box.placeholder].join('\n').replace(/\u00a0/g, ' ');
    });
  }

  /** Types the answer to a question, and Enter. */
  async answer(question: RegExp | string, text: string): Promise<void> {
    await this.type(question, text);
    await this.enter();
  }

  /** Types the answer to a question, and no more: `complaint` tells what the box says of it. */
  async type(question: RegExp | string, text: string): Promise<void> {
    await this.asked(question);
    await this.box.fill(text);
  }

  /** Answers the same question again, after a complaint, which hides what was asked. */
  async correct(text: string): Promise<void> {
    await this.box.fill(text);
    await this.enter();
  }

  /** Chooses the first row that has this text, label or description, of the list that answers a question. */
  async choose(question: RegExp | string, row: RegExp | string): Promise<void> {
    await this.asked(question);
    await this.page.mouse.move(1270, 770); // a pointer that rests on a row has its tooltip beside it, over other rows
    await this.row(row).click();
  }

  /** The first row with this text, of the list as it is. */
  row(text: RegExp | string): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row').filter({ hasText: text }).first();
  }

  /** The rows that are in sight once there are any, each with all its text on one line. */
  async rows(): Promise<string[]> {
    await this.row(/./).waitFor();
    const texts = await this.widget.locator('.quick-input-list .monaco-list-row').allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  /** Whether what is typed is shown as dots. */
  async isMasked(): Promise<boolean> {
    return (await this.box.getAttribute('type')) === 'password';
  }

  /** What the box says below itself: the prompt, or what is wrong with the text in it. */
  complaint(text: RegExp | string): Promise<void> {
    return this.widget.locator('.quick-input-message').filter({ hasText: text }).waitFor();
  }

  /** To the question before, by the arrow in the title. */
  async back(): Promise<void> {
    await this.widget.locator('.quick-input-titlebar .action-label.codicon-quick-input-back').click();
  }

  /** Dismisses the question. */
  async escape(): Promise<void> {
    await this.box.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** Enter counts only once the extension has found no fault with the text: the box stays until then. */
  private async enter(): Promise<void> {
    const question = await this.question();
    await this.box.press('Enter');
    await eventually(`an end of the question ${question}`, async () => ((await this.question()) === question ? undefined : true));
  }
}
