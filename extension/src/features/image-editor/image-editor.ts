import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type CustomDocument, type CustomReadonlyEditorProvider, type Disposable, EventEmitter, l10n, RelativePattern, type Uri, type WebviewPanel, window, workspace } from 'vscode';
import { messageOf, take, type WayOut } from '../../infrastructure/failure';
import { ifSet } from '../../infrastructure/if-set';
import { wayOfFix } from '../../infrastructure/ways-out';
import type { FirmwareKind } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { DeviceChoice } from '../device/device-choice';
import { LatestOnly } from './latest-only';
import { failurePage, imagePage, type PageAction, pageActions } from './page';
import { pageTexts } from './page-texts';

/** For *.app-bin, and as a choice for *.bin: VS Code wants a type of its own for each priority. */
export const IMAGE_EDITOR = 'otaTools.image';
export const FULL_IMAGE_EDITOR = 'otaTools.fullImage';

/** Shows what a firmware file is; the file is never written. */
export class ImageEditor implements CustomReadonlyEditorProvider {
  /** The file's verdict may be another one: the board is, or more is known of it. */
  private readonly judgedAnew = new EventEmitter<(file: string) => boolean>();

  constructor(
    private readonly sidecar: Sidecar,
    private readonly devices: DeviceChoice,
  ) {
    sidecar.on('otatools/firmware/catalogue', ({ files }) => this.judgedAnew.fire((path) => files.some((file) => file.path === path)));
  }

  register(): Disposable[] {
    return [
      this.judgedAnew,
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('otaTools.device') && this.judgedAnew.fire(() => true)),
      ...[IMAGE_EDITOR, FULL_IMAGE_EDITOR].map((type) => window.registerCustomEditorProvider(type, this, { supportsMultipleEditorsPerDocument: true })),
    ];
  }

  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => {} };
  }

  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    panel.webview.options = { enableScripts: true, localResourceRoots: [] };
    let shown = '';
    let kind: FirmwareKind | undefined;
    const refreshing = new LatestOnly(async (isWanted) => {
      const { page, kind: found } = await this.pageOf(uri);
      kind = found;
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
      this.sidecar.onDidStart(refresh),
      this.judgedAnew.event((isAbout) => isAbout(uri.fsPath) && refresh()),
      // The catalogue may not be followed, or not know the file.
      panel.onDidChangeViewState(({ webviewPanel }) => webviewPanel.visible && refresh()),
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const action = actionOf(message);
        if (action === 'retry') {
          refresh();
        } else if (action !== undefined) {
          void take(wayOf(action, uri.fsPath, kind));
        }
      }),
    ];
    panel.onDidDispose(() => {
      refreshing.stop();
      subscriptions.forEach((subscription) => subscription.dispose());
    });
    refresh();
  }

  private async pageOf(uri: Uri): Promise<Shown> {
    const texts = pageTexts();
    if (uri.scheme !== 'file') {
      // An older version in Git, say: its path is that of the file as it is now, which is another one.
      return { page: (nonce) => failurePage(path.basename(uri.path), l10n.t('Only files on this computer can be shown.'), texts, nonce) };
    }
    try {
      const device = this.devices.current;
      const inspected = await this.sidecar.request('otatools/firmware/inspect', { path: uri.fsPath, ...ifSet({ device }) });
      return { page: (nonce) => imagePage(inspected, texts, nonce), kind: inspected.image.kind };
    } catch (error) {
      return { page: (nonce) => failurePage(path.basename(uri.fsPath), messageOf(error), texts, nonce) };
    }
  }
}

interface Shown {
  /** For a nonce. */
  page(nonce: string): string;
  readonly kind?: FirmwareKind;
}

function wayOf(action: Exclude<PageAction, 'retry'>, file: string, kind: FirmwareKind | undefined): WayOut {
  switch (action) {
    case 'useAsUrl':
      return { title: '', command: 'otaTools.firmware.useAsFirmwareUrl', arguments: [file] };
    case 'update':
      return { title: '', command: 'otaTools.firmware.update', arguments: [file] };
    default:
      // Only full images can be converted; for a board without slots the command asks for one.
      return wayOfFix(action, kind === 'fullFlash' ? file : undefined);
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
