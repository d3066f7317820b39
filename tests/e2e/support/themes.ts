import type { Locale, Settings } from './profile.js';

const dark: Settings = { 'workbench.colorTheme': 'Dark Modern' };
const light: Settings = { 'workbench.colorTheme': 'Light Modern' };

/** How a window looks, and the words for it in a test's name. */
export interface Look {
  readonly name: string;
  readonly locale: Locale;
  readonly settings: Settings;
}

export const englishDark: Look = { name: 'English, dark', locale: 'en', settings: dark };
export const englishLight: Look = { name: 'English, light', locale: 'en', settings: light };
export const japaneseDark: Look = { name: 'Japanese, dark', locale: 'ja', settings: dark };
export const japaneseLight: Look = { name: 'Japanese, light', locale: 'ja', settings: light };
