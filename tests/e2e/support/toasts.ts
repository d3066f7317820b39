import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.js';

/** The notifications at the lower right. */
export class Toasts {
  constructor(private readonly page: Page) {}

  /** Waits until a toast with this text is in sight. */
  async waitFor(text: RegExp | string, timeoutMs?: number): Promise<Locator> {
    const toast = this.with(text);
    await eventually(`the toast ${text}`, async () => ((await toast.isVisible()) ? true : undefined), {
      timeoutMs, seen: async () => (await this.history()).join('\n'),
    });
    return toast;
  }

  /** Presses a button of the toast with this text. */
  async press(text: RegExp | string, button: string): Promise<void> {
    // The very toast: a progress may say something else by the time that the button is pressed.
    const toast = await (await this.waitFor(text)).elementHandle();
    await (await toast!.waitForSelector(`a.monaco-button:text-is(${JSON.stringify(button)})`)).click();
  }

  /** Closes the toast with this text, as its cross does. */
  async close(text: RegExp | string): Promise<void> {
    const toast = await this.waitFor(text);
    await toast.hover();
    await toast.locator('.codicon-notifications-clear').click();
    await toast.waitFor({ state: 'hidden' });
  }

  /** Waits until no toast with this text is in sight. */
  async gone(text: RegExp | string): Promise<void> {
    await this.with(text).waitFor({ state: 'hidden' });
  }

  /** What every toast said since the window was opened, in the order of appearance; a progress is in it once for each of its texts. */
  async history(): Promise<string[]> {
    return await this.page.evaluate(() => (globalThis as unknown as { toastsSeen?: string[] }).toastsSeen ?? []);
  }

  /** The texts and buttons that are in sight. */
  async visible(): Promise<string[]> {
    const texts = await this.page.locator('.notifications-toasts .notification-toast').allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, ' ').trim());
  }

  /** Keeps every text, for history(): toasts go by themselves after a while. To be called before the window is opened. */
  async record(): Promise<void> {
    await this.page.addInitScript(() => {
      const seen: string[] = [];
      (globalThis as unknown as { toastsSeen: string[] }).toastsSeen = seen;
      new MutationObserver(() => {
        for (const message of document.querySelectorAll<HTMLElement>('.notifications-toasts .notification-list-item-message')) {
          const text = message.innerText;
          if (text !== '' && text !== message.dataset.seen) {
            message.dataset.seen = text;
            seen.push(text);
          }
        }
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
  }

  private with(text: RegExp | string): Locator {
    return this.page.locator('.notifications-toasts .notification-toast').filter({ hasText: text }).first();
  }
}
