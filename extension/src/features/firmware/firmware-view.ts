import { Disposable, l10n, type TreeView, window, workspace } from 'vscode';
import { setContext, setFirmwareView } from '../../infrastructure/context';
import { messageOf } from '../../infrastructure/failure';
import type { Memory } from '../../infrastructure/memory';
import { isBelow } from '../../infrastructure/paths';
import { readSettings } from '../../infrastructure/settings';
import type { WatchedFirmware } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { Serving } from '../serving/serving';
import { Catalogues } from './catalogues';
import type { FirmwareUrl } from './firmware-url';
import { FirmwareTree, type Node } from './firmware-tree';
import type { Marks } from './row';

/** Between two redraws while a folder with thousands of files is looked at. */
const REDRAW_MS = 500;

/** The view "Firmware" in the side bar: what is in the open folders, and what is to be said of it. */
export class FirmwareView {
  private readonly catalogues: Catalogues;
  private readonly tree: FirmwareTree;
  private readonly view: TreeView<Node>;
  private readonly registered: Disposable;
  private redraw: NodeJS.Timeout | undefined;

  constructor(
    sidecar: Sidecar,
    private readonly memory: Memory,
    firmwareUrl: FirmwareUrl,
    private readonly serving: Serving,
  ) {
    this.catalogues = new Catalogues(sidecar);
    this.tree = new FirmwareTree(sidecar, this.catalogues, (file) => this.marksOf(file), () => readSettings().device);
    this.view = window.createTreeView('otaTools.firmware', { treeDataProvider: this.tree, showCollapseAll: true });
    setFirmwareView('looking');
    this.registered = Disposable.from(
      this.view,
      this.catalogues,
      this.tree,
      this.catalogues.onDidChange((files) => this.show(files)),
      // The sidecar is started when somebody looks.
      this.view.onDidChangeVisibility(({ visible }) => visible && this.begin()),
      workspace.onDidChangeWorkspaceFolders(() => void this.catalogues.refollow()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('otaTools.rootFolder') || event.affectsConfiguration('otaTools.device')) {
          void this.catalogues.refollow();
        }
      }),
      firmwareUrl.onDidChange(() => this.tree.refresh()),
      serving.onDidChange(() => this.tree.refresh()),
    );
    if (this.view.visible) {
      this.begin();
    }
  }

  /** A person wants everything looked for again. */
  async refresh(): Promise<void> {
    await this.catalogues.follow();
    if (this.catalogues.failure !== undefined) {
      throw this.catalogues.failure;
    }
  }

  dispose(): void {
    clearTimeout(this.redraw);
    this.registered.dispose();
  }

  private begin(): void {
    if (this.catalogues.roots.length === 0) {
      void this.catalogues.follow();
    }
  }

  private show(files: readonly WatchedFirmware[] | undefined): void {
    if (files !== undefined) {
      this.tree.refresh(files);
      this.say();
    } else {
      this.redraw ??= setTimeout(() => {
        this.redraw = undefined;
        this.tree.refresh();
        this.say();
      }, this.catalogues.isComplete ? 0 : REDRAW_MS);
    }
  }

  /** What stands above the rows, or in their place. */
  private say(): void {
    const { files, failure, isComplete, isTruncated } = this.catalogues;
    const usable = files.some((file) => file.verdict?.usable);
    if (usable) {
      setContext('firmwareFound', true);
    }
    setFirmwareView(files.length > 0 ? 'listed' : failure !== undefined ? 'failed' : isComplete ? 'none' : 'looking');
    this.view.message = failure !== undefined
      ? messageOf(failure)
      : files.length > 0 && isComplete && !usable && !files.some((file) => file.arriving)
        ? l10n.t('No board can be sent any of these files. Download the .app-bin of your board, or extract it out of a full .bin.')
        : isTruncated
          ? l10n.t('There are more files or folders than are looked at. Open a smaller folder, or set otaTools.rootFolder.')
          : '';
  }

  private marksOf(file: string): Marks {
    const { firmware } = this.memory;
    const folder = this.catalogues.folderOf(file);
    return {
      isCurrent: firmware?.kind === 'file' && firmware.path === file,
      isServed: this.serving.root !== undefined && isBelow(this.serving.root, file),
      ...(folder !== undefined && { folder }),
    };
  }
}
