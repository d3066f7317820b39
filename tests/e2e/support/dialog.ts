import type { Locator, Page } from 'playwright-core';

/** A modal dialog, or VS Code's own question before something. */
export class Dialog {
  private readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator('.monaco-dialog-box');
  }

  /** Waits for the dialog with this text, message or detail, and gives all that it says. */
  async waitFor(text: RegExp | string): Promise<string> {
    await this.box.filter({ hasText: text }).waitFor();
    return (await this.box.locator('.dialog-message-container').innerText()).trim();
  }

  /** The buttons, from left to right. */
  async buttons(): Promise<string[]> {
    return await this.box.locator('.dialog-buttons .monaco-button').allInnerTexts();
  }

  /** Presses a button of the dialog with this text; "Cancel" is VS Code's own. */
  async press(text: RegExp | string, button: string): Promise<void> {
    const box = this.box.filter({ hasText: text });
    await box.getByRole('button', { name: button, exact: true }).click();
    await box.waitFor({ state: 'hidden' });
  }
}
