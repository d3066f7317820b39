import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually.js';
import type { QuickInput } from './quick-input.js';

/** The text editor in the middle of the window, and what languages show in it. */
export class TextEditor {
  readonly part: Locator;

  constructor(private readonly page: Page, private readonly quickInput: QuickInput) {
    this.part = page.locator('.part.editor');
  }

  /** Opens a file of the folder by its name. */
  async open(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.quickInput.box.fill(name);
    await this.quickInput.row(name).waitFor();
    await this.quickInput.box.press('Enter');
    await this.part.locator('.tab.active').filter({ hasText: name }).waitFor();
    await this.part.locator('.monaco-editor .view-line').first().waitFor();
  }

  /** Puts the cursor at the first occurrence of a text, into its first characters: counted in the file as it is in the editor. */
  async goTo(text: string, content: string, inside = 1): Promise<void> {
    const before = content.slice(0, content.indexOf(text) + inside).split('\n');
    await this.page.keyboard.press('Control+G');
    await this.quickInput.box.fill(`:${before.length}:${before.at(-1)!.length + 1}`);
    await this.quickInput.box.press('Enter');
    await this.quickInput.widget.waitFor({ state: 'hidden' });
  }

  /** Waits for this many squiggles of a kind, in the lines in sight. */
  async squiggles(kind: 'error' | 'warning' | 'info', count: number): Promise<void> {
    const found = this.part.locator(`.squiggly-${kind}`);
    await eventually(`${count} squiggles of the kind ${kind}`, async () => ((await found.count()) === count ? true : undefined), {
      seen: async () => `${await found.count()}`,
    });
  }

  /** Hovers at the cursor until something there says so; its parts come one by one. */
  async hover(says: RegExp): Promise<void> {
    const hover = this.page.locator('.monaco-editor .monaco-hover:not(.hidden) .monaco-hover-content').first();
    const read = async (): Promise<string> => ((await hover.isVisible()) ? (await hover.innerText()).replace(/\u00a0/g, ' ') : '');
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('Control+I');
    await eventually(`${says} in a hover`, async () => (says.test(await read()) ? true : undefined), { seen: read });
  }

  /** Waits for a code lens. */
  async lens(title: string): Promise<void> {
    const lenses = this.part.locator('.codelens-decoration a');
    const read = async (): Promise<string[]> => (await lenses.allInnerTexts()).map((text) => text.replace(/\u00a0/g, ' ').trim());
    await eventually(`the lens ${title}`, async () => ((await read()).some((text) => text.includes(title)) ? true : undefined), { seen: async () => (await read()).join('\n') });
  }

  async pressLens(title: RegExp | string): Promise<void> {
    await this.part.locator('.codelens-decoration a').filter({ hasText: title }).first().click();
  }

  /** Opens the quick fixes at the cursor. */
  async showFixes(): Promise<string[]> {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    await eventually('quick fixes', async () => {
      await this.page.keyboard.press('Control+.');
      return await rows.first().waitFor({ timeout: 2000 }).then(() => true, () => undefined);
    });
    return (await rows.allInnerTexts()).map((text) => text.trim());
  }

  async fix(title: RegExp | string): Promise<void> {
    await this.showFixes();
    await this.page.locator('.action-widget .monaco-list-row.action').filter({ hasText: title }).first().click();
  }

  /** The labels that are offered at the cursor. */
  async suggestions(): Promise<string[]> {
    await this.page.keyboard.press('Control+Space');
    const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
    await rows.first().waitFor();
    return (await rows.locator('.label-name').allInnerTexts()).map((text) => text.trim());
  }

  async accept(suggestion: string): Promise<void> {
    await this.page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: suggestion }).first().click();
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.part.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** Saves, and waits until the file on disk is as expected. */
  async savedAs(read: () => string, expected: string): Promise<void> {
    await eventually('the file on disk', async () => {
      await this.save();
      return read() === expected ? true : undefined;
    }, { seen: async () => read() });
  }
}
