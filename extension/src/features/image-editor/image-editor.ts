import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { commands, type CustomDocument, type CustomReadonlyEditorProvider, type Disposable, l10n, RelativePattern, type Uri, type WebviewPanel, window, workspace } from 'vscode';
import { messageOf } from '../../infrastructure/failure';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceChoice } from '../device/device-choice';
import { LatestOnly } from './latest-only';
import { failurePage, imagePage, type PageAction, pageActions } from './page';
import { pageTexts } from './page-texts';

/** For *.app-bin, and as a choice for *.bin: VS Code wants a type of its own for each priority. */
export const IMAGE_EDITOR = 'otaTools.image';
export const FULL_IMAGE_EDITOR = 'otaTools.fullImage';

const COMMANDS: Readonly<Record<Exclude<PageAction, 'retry'>, string>> = {
  extractApp: 'otaTools.extractApp',
  makeOta: 'otaTools.makeOta',
  chooseImage: 'otaTools.setFirmwareUrl',
  useAsUrl: 'otaTools.firmware.useAsFirmwareUrl',
  update: 'otaTools.firmware.update',
};

/** Shows what a firmware file is; the file is never written. */
export class ImageEditor implements CustomReadonlyEditorProvider {
  constructor(
    private readonly sidecar: Sidecar,
    private readonly devices: DeviceChoice,
  ) {}

  register(): Disposable[] {
    return [IMAGE_EDITOR, FULL_IMAGE_EDITOR].map((type) => window.registerCustomEditorProvider(type, this, { supportsMultipleEditorsPerDocument: true }));
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => {} };
  }

  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    panel.webview.options = { enableScripts: true, localResourceRoots: [] };
    let shown = '';
    const refreshing = new LatestOnly(async (isWanted) => {
      const page = await this.pageOf(uri);
      // The same page again would lose the reader's place.
      if (isWanted() && page('') !== shown) {
        shown = page('');
        panel.webview.html = page(randomBytes(16).toString('base64'));
      }
    });
    const refresh = (): void => refreshing.run();
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(path.dirname(uri.fsPath), escapedName(uri.fsPath)));
    const subscriptions = [
      watcher,
      watcher.onDidChange(refresh),
      watcher.onDidCreate(refresh),
      watcher.onDidDelete(refresh),
      this.sidecar.onDidRestart(refresh),
      // What is known of the board may have changed meanwhile.
      panel.onDidChangeViewState(({ webviewPanel }) => webviewPanel.visible && refresh()),
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const action = actionOf(message);
        if (action === 'retry') {
          refresh();
        } else if (action !== undefined) {
          void commands.executeCommand(COMMANDS[action], ...(action === 'chooseImage' ? [] : [uri.fsPath]));
        }
      }),
    ];
    panel.onDidDispose(() => {
      refreshing.stop();
      subscriptions.forEach((subscription) => subscription.dispose());
    });
    refresh();
  }

  /** @returns The page for a nonce. */
  private async pageOf(uri: Uri): Promise<(nonce: string) => string> {
    const texts = pageTexts();
    if (uri.scheme !== 'file') {
      // An older version in Git, say: its path is that of the file as it is now, which is another one.
      return (nonce) => failurePage(path.basename(uri.path), l10n.t('Only files on this computer can be shown.'), texts, nonce);
    }
    try {
      const device = this.devices.current;
      const inspected = await this.sidecar.request('otatools/firmware/inspect', { path: uri.fsPath, ...(device !== '' && { device }) });
      return (nonce) => imagePage(inspected, texts, nonce);
    } catch (error) {
      return (nonce) => failurePage(path.basename(uri.fsPath), messageOf(error), texts, nonce);
    }
  }
}

function actionOf(message: unknown): PageAction | undefined {
  const { action } = (message ?? {}) as { action?: unknown };
  return pageActions.find((known) => known === action);
}

/** A name as a glob that matches it alone. */
function escapedName(file: string): string {
  return path.basename(file).replace(/[[\]{}*?!]/g, '[$&]');
}
