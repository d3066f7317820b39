import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;
export type Environment = Readonly<Record<string, string>>;
export type Locale = 'en' | 'ja';

/** Nothing that pops up, moves or asks by itself. */
const quiet: Settings = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  // An output channel always shows its end.
  'output.smartScroll.enabled': false,
  // Otherwise it tells of each port that the extension listens on.
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  // So that its text is in the page.
  'terminal.integrated.gpuAcceleration': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'window.menuBarVisibility': 'classic',
  'workbench.enableExperiments': false,
  'workbench.hover.delay': 100,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** What a person's machine has, and no dotnet and no python: the extension has to bring all that it needs. */
const programs = ['bash', 'cat', 'env', 'ls', 'ps', 'sed', 'sh', 'uname', 'which'];

/** All that one code-server keeps on disk, in a temporary folder. */
export class Profile {
  private readonly root = mkdtempSync(path.join(tmpdir(), 'otatools-e2e-'));
  readonly data = this.folder('data');
  /** What code-server, and so the extension host, runs with. */
  readonly environment: Environment;
  private readonly home = this.folder('home');
  private readonly programs = this.folder('bin');
  readonly serverLog = path.join(this.root, 'code-server.log');
  readonly configuration = path.join(this.root, 'config.yaml');

  /**
   * @param env Besides, or instead of, what a fresh user has.
   * @param machine Settings of machine scope, which in a remote window count only there.
   */
  constructor(locale: Locale, settings: Settings, machine: Settings, env: Environment) {
    writeFileSync(this.configuration, 'auth: none\ncert: false\n');
    writeFileSync(path.join(this.folder('data/User'), 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
    writeFileSync(path.join(this.folder('data/Machine'), 'settings.json'), JSON.stringify(machine));
    for (const program of programs) {
      symlinkSync(`/bin/${program}`, path.join(this.programs, program));
    }
    this.environment = {
      HOME: this.home, XDG_CONFIG_HOME: `${this.home}/.config`, XDG_DATA_HOME: `${this.home}/.local/share`, XDG_CACHE_HOME: `${this.home}/.cache`,
      PATH: this.programs, LANG: 'C.UTF-8', SHELL: '/bin/sh',
      // No marketplace: nothing leaves this machine.
      EXTENSIONS_GALLERY: '{}',
      ...env,
    };
    // VS Code asks a login shell for PATH, and /etc/profile has set one.
    writeFileSync(path.join(this.home, '.profile'), `PATH='${this.environment.PATH}'\n`);
    if (locale !== 'en') {
      this.speak(locale);
    }
  }

  /** The logs of VS Code's processes, the extension host's among them: path below the profile, and text. */
  logs(): { name: string; text: string }[] {
    return readdirSync(this.root, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.log'))
      .map((name) => ({ name, text: readFileSync(path.join(this.root, name), 'utf8') }))
      .filter(({ text }) => text !== '');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  /** VS Code takes a language only with a language pack. This one is empty: its own texts stay English, an extension's do not. */
  private speak(locale: Locale): void {
    const translations = path.join(this.root, 'main.i18n.json');
    writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
    const pack = {
      hash: 'otatools-e2e',
      label: locale,
      extensions: [{ extensionIdentifier: { id: `otatools.language-pack-${locale}` }, version: '1.0.0' }],
      translations: { vscode: translations },
    };
    writeFileSync(path.join(this.data, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
  }

  private folder(name: string): string {
    const folder = path.join(this.root, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }
}
