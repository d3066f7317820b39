import { type Command, EventEmitter, l10n, ThemeColor, ThemeIcon, type TreeDataProvider, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { messageOf } from '../../infrastructure/failure';
import { ifSet } from '../../infrastructure/if-set';
import { waysOfFinding } from '../../infrastructure/ways-out';
import type { CardRow, Finding, WatchedFirmware } from '../../server/protocol';
import type { Sidecar } from '../../server/sidecar';
import type { Catalogues } from './catalogues';
import { cardOf } from './image-card';
import { type Marks, rowOf } from './row';

/** A file, which commands take as their argument. */
export interface FileNode {
  readonly kind: 'file';
  readonly path: string;
  file: WatchedFirmware;
}

/** What is to be said of a file, or done about it, or is known of it. */
interface DetailNode {
  readonly kind: 'detail';
  readonly parent: FileNode;
  readonly label: string;
  readonly description?: string;
  readonly icon?: ThemeIcon;
  readonly command?: Command;
}

export type Node = FileNode | DetailNode;

/** The rows of the view "Firmware". */
export class FirmwareTree implements TreeDataProvider<Node> {
  private readonly changed = new EventEmitter<Node | undefined>();
  /** The same file is the same node, so that a row stays open and selected as its file changes. */
  private readonly nodes = new Map<string, FileNode>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(
    private readonly sidecar: Sidecar,
    private readonly catalogues: Catalogues,
    private readonly marksOf: (path: string) => Marks,
    private readonly device: () => string,
  ) {}

  /** @param files Those that differ; undefined for all. */
  refresh(files?: readonly WatchedFirmware[]): void {
    const known = files?.map((file) => this.nodes.get(file.path));
    if (files === undefined || known === undefined || known.includes(undefined)) {
      this.changed.fire(undefined);
      return;
    }
    files.forEach((file, index) => {
      known[index]!.file = file;
      this.changed.fire(known[index]);
    });
  }

  getTreeItem(node: Node): TreeItem {
    return node.kind === 'file' ? this.fileItem(node) : detailItem(node);
  }

  /** The tooltip is asked for when the pointer rests on the row. */
  async resolveTreeItem(item: TreeItem, node: Node): Promise<TreeItem> {
    if (node.kind === 'file' && !node.file.arriving) {
      item.tooltip = cardOf(node.file, await this.rows(node).catch(() => []));
    }
    return item;
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node === undefined) {
      return this.files();
    }
    return node.kind === 'file' ? await this.details(node) : [];
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'file' ? undefined : node.parent;
  }

  dispose(): void {
    this.changed.dispose();
  }

  private files(): FileNode[] {
    const files = this.catalogues.files;
    const present = new Set(files.map((file) => file.path));
    for (const gone of [...this.nodes.keys()].filter((known) => !present.has(known))) {
      this.nodes.delete(gone);
    }
    return files.map((file) => {
      const node = this.nodes.get(file.path) ?? { kind: 'file', path: file.path, file };
      node.file = file;
      this.nodes.set(file.path, node);
      return node;
    });
  }

  private fileItem(node: FileNode): TreeItem {
    const words = { arriving: l10n.t('arriving…'), fits: (percent: number) => l10n.t('fits, {0} %', percent), fwUrl: 'FW_URL', served: l10n.t('being served') };
    const row = rowOf(node.file, this.marksOf(node.path), words);
    const item = new TreeItem(row.label, node.file.arriving ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Collapsed);
    item.id = node.path;
    item.description = row.description;
    item.iconPath = new ThemeIcon(row.icon, row.color === undefined ? undefined : new ThemeColor(row.color));
    item.contextValue = row.context;
    item.command = { command: 'otaTools.openImage', title: l10n.t('Open Image'), arguments: [node] };
    // A screen reader is told what the icon and its colour say.
    const worst = node.file.verdict?.findings[0]?.message ?? node.file.unreadable ?? '';
    item.accessibilityInformation = { label: [row.label, row.description, worst].filter(Boolean).join(', ') };
    return item;
  }

  private async details(node: FileNode): Promise<Node[]> {
    const { verdict, unreadable } = node.file;
    if (unreadable !== undefined) {
      return [failed(node, unreadable)];
    }
    const findings = verdict?.findings.flatMap((finding) => findingNodes(node, finding)) ?? [];
    try {
      const rows = await this.rows(node);
      return [...findings, ...rows.map((row): DetailNode => ({ kind: 'detail', parent: node, label: row.label, description: row.value }))];
    } catch (error) {
      return [...findings, failed(node, messageOf(error))]; // gone meanwhile; or the sidecar is
    }
  }

  private async rows(node: FileNode): Promise<readonly CardRow[]> {
    const device = this.device();
    return (await this.sidecar.request('otatools/firmware/inspect', { path: node.path, ...ifSet({ device }) })).card;
  }
}

function detailItem(node: DetailNode): TreeItem {
  const item = new TreeItem(node.label);
  item.description = node.description ?? '';
  item.tooltip = node.description === undefined ? node.label : `${node.label}: ${node.description}`;
  item.accessibilityInformation = { label: item.tooltip };
  if (node.icon !== undefined) {
    item.iconPath = node.icon;
  }
  if (node.command !== undefined) {
    item.command = node.command;
  }
  return item;
}

const FINDING_ICONS = { error: ['error', 'list.errorForeground'], warning: ['warning', 'list.warningForeground'], remark: ['info', undefined] } as const;

function findingNodes(parent: FileNode, finding: Finding): DetailNode[] {
  const [icon, color] = FINDING_ICONS[finding.severity];
  const said: DetailNode = { kind: 'detail', parent, label: finding.message, icon: new ThemeIcon(icon, color && new ThemeColor(color)) };
  const ways = waysOfFinding(finding, parent.path, parent.file.kind);
  return [
    said,
    ...ways.map(({ title, command, arguments: given = [] }): DetailNode => ({
      kind: 'detail', parent, label: title, icon: new ThemeIcon('lightbulb'), command: { title, command, arguments: [...given] },
    })),
  ];
}

function failed(parent: FileNode, why: string): DetailNode {
  return { kind: 'detail', parent, label: why, icon: new ThemeIcon('error') };
}
