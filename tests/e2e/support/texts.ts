import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../support/paths.js';
import type { Locale } from './profile.js';

/** What the extension says, in the window's language: the English text is the key, as in its source. */
export class Texts {
  private readonly manifest: Record<string, string>;
  private readonly bundle: Record<string, string>;

  constructor(locale: Locale) {
    const suffix = locale === 'en' ? '' : `.${locale}`;
    this.manifest = read(`package.nls${suffix}.json`);
    this.bundle = read(`extension/l10n/bundle.l10n${suffix}.json`);
  }

  /** @param values For {0}, {1}, … in the text. */
  say(english: string, ...values: readonly (string | number)[]): string {
    return (this.bundle[english] ?? english).replace(/\{(\d+)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));
  }

  /**
   * How the palette calls a command.
   * @param command The id without "otaTools."
   */
  command(command: string): string {
    const title = this.manifest[`command.${command}`];
    if (title === undefined) {
      throw new Error(`The manifest has no title for the command ${command}.`);
    }
    return `${this.manifest.category}: ${title}`;
  }

  /** @param id Without "otaTools.". */
  view(id: string): string {
    return this.manifest[`view.${id}`] ?? id;
  }
}

function read(name: string): Record<string, string> {
  const file = path.join(root, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
}
