import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { RolloutState } from '../../server/protocol';
import type { Group } from './board-groups';
import type { BoardRow } from './board-row';
import type { DetailNode, GroupNode, RolloutNode } from './fleet-nodes';
import { rolloutRow, subjectOf } from './rollout-row';

export function rolloutItem({ id, rollout }: RolloutNode): TreeItem {
  const hasFailures = rollout.failures.length > 0;
  return itemOf(`rollout ${id}`, rolloutRow(rollout, titleOf(rollout)), hasFailures ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None);
}

export function titleOf(rollout: RolloutState): string {
  return l10n.t('Rollout of {0}', subjectOf(rollout));
}

export function boardItem(id: string, row: BoardRow): TreeItem {
  return itemOf(`board ${id}`, row, TreeItemCollapsibleState.Collapsed);
}

function itemOf(id: string, row: BoardRow, state: TreeItemCollapsibleState): TreeItem {
  const item = new TreeItem(row.label, state);
  item.id = id;
  item.description = row.description;
  item.iconPath = new ThemeIcon(row.icon, row.color === undefined ? undefined : new ThemeColor(row.color));
  item.contextValue = row.context;
  item.accessibilityInformation = { label: row.spoken };
  return item;
}

export function groupItem({ group, boards }: GroupNode): TreeItem {
  const isUrgent = group === 'problem' || group === 'underWay';
  const item = new TreeItem(groupTitle(group), isUrgent ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed);
  item.id = `group ${group}`;
  item.description = String(boards.length);
  item.accessibilityInformation = { label: l10n.t('{0}: {1} boards', groupTitle(group), boards.length) };
  return item;
}

function groupTitle(group: Group): string {
  switch (group) {
    case 'problem':
      return l10n.t('With a problem');
    case 'underWay':
      return l10n.t('Updating');
    case 'outdated':
      return l10n.t('Outdated');
    case 'held':
      return l10n.t('Held');
    case 'current':
      return l10n.t('Up to date');
    case 'unknown':
      return l10n.t('Nothing is known of an update');
  }
}

export function detailItem({ label, value }: DetailNode): TreeItem {
  const item = new TreeItem(label);
  item.description = value;
  item.tooltip = value === '' ? label : `${label}: ${value}`;
  item.accessibilityInformation = { label: item.tooltip };
  return item;
}
