import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { Dialog } from './dialog.js';
import { eventually } from './eventually.js';
import { OutputChannel } from './output-channel.js';
import { Palette } from './palette.js';
import type { Locale } from './profile.js';
import { QuickInput } from './quick-input.js';
import { StatusBarItem } from './status-bar.js';
import { Terminal } from './terminal.js';
import { TextEditor } from './text-editor.js';
import { Texts } from './texts.js';
import { Toasts } from './toasts.js';

/** A window of VS Code, used as a person would use it. */
export class Workbench {
  readonly texts: Texts;
  readonly palette: Palette;
  readonly quickInput: QuickInput;
  readonly toasts: Toasts;
  readonly dialog: Dialog;
  /** The extension's output channels. */
  readonly console: OutputChannel;
  readonly requests: OutputChannel;
  readonly log: OutputChannel;
  readonly terminal: Terminal;
  readonly editor: TextEditor;
  /** The item that says whether firmware is served. */
  readonly serving: StatusBarItem;
  private shots = 0;

  /** @param pictures The folder for its screenshots. */
  private constructor(readonly page: Page, locale: Locale, readonly pictures: string) {
    this.texts = new Texts(locale);
    this.palette = new Palette(page);
    this.quickInput = new QuickInput(page);
    this.toasts = new Toasts(page);
    this.dialog = new Dialog(page);
    this.console = this.channel(this.say('OTA Tools: Device Console'));
    this.requests = this.channel(this.say('OTA Tools: Requests'));
    this.log = this.channel('OTA Tools');
    this.terminal = new Terminal(page);
    this.editor = new TextEditor(page, this.quickInput);
    this.serving = this.statusBar('otatools.otatools.serving');
  }

  /** Opens the address of a window and waits until it can be used. */
  static async open(page: Page, address: string, locale: Locale, pictures: string): Promise<Workbench> {
    const workbench = new Workbench(page, locale, pictures);
    await workbench.toasts.record();
    await page.goto(address);
    await workbench.ready();
    return workbench;
  }

  /** Runs a command of the extension, by its id without the prefix, through the palette. */
  async run(command: string): Promise<void> {
    await this.palette.run(this.texts.command(command));
  }

  /** Whether the palette offers a command of the extension. */
  async offers(command: string): Promise<boolean> {
    return await this.palette.offers(this.texts.command(command));
  }

  /** What a view of the extension is called, by its id without the prefix. */
  view(id: string): string {
    return this.texts.view(id);
  }

  /** A text of the extension in the window's language, by its English text. */
  say(english: string, ...values: readonly (string | number)[]): string {
    return this.texts.say(english, ...values);
  }

  channel(name: string): OutputChannel {
    return new OutputChannel(this.page, this.palette, name);
  }

  statusBar(id: string): StatusBarItem {
    return new StatusBarItem(this.page, id);
  }

  /** Waits for a message that passes in the status bar. */
  async statusMessage(text: string): Promise<void> {
    await this.page.locator('.part.statusbar').getByText(text).first().waitFor();
  }

  /** As the browser's reload does; what the extension kept in memory is gone. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Keeps a picture of the window, numbered. */
  async screenshot(name: string): Promise<string> {
    mkdirSync(this.pictures, { recursive: true });
    const file = path.join(this.pictures, `${String(++this.shots).padStart(2, '0')}-${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  private async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await eventually('the extension', async () => ((await this.offers('configureWifi')) ? true : undefined), { timeoutMs: 60_000 });
  }
}
