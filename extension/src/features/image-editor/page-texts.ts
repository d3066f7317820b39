import { env, l10n } from 'vscode';
import { ways } from '../../infrastructure/failure';
import type { FindingFix, Severity } from '../../server/protocol';

/** What the page says besides what the server does. */
export interface PageTexts {
  readonly language: string;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly fix: Readonly<Record<FindingFix, string>>;
  readonly useAsUrl: string;
  readonly update: string;
  readonly retry: string;
  readonly fine: string;
  readonly findings: string;
  readonly remarks: string;
  readonly actions: string;
  readonly card: string;
  readonly segments: string;
  readonly partitions: string;
  readonly free: string;
  readonly tableDamaged: string;
  readonly headings: {
    readonly number: string;
    readonly region: string;
    readonly loadAddress: string;
    readonly fileOffset: string;
    readonly flashOffset: string;
    readonly size: string;
    readonly name: string;
    readonly type: string;
  };
  segmentMap(size: string): string;
  partitionMap(size: string): string;
  bytes(count: string): string;
}

/** A function: the language is known only once VS Code runs us. */
export function pageTexts(): PageTexts {
  return {
    language: env.language,
    severity: { error: l10n.t('Error'), warning: l10n.t('Warning'), remark: l10n.t('Note') },
    fix: { extractApp: ways.extractApp().title, makeOta: ways.makeOta().title, chooseImage: ways.chooseImage().title },
    useAsUrl: l10n.t('Use as FW_URL'),
    update: l10n.t('Update Device Now'),
    retry: l10n.t('Try Again'),
    fine: l10n.t('No problems'),
    findings: l10n.t('Problems'),
    remarks: l10n.t('Notes'),
    actions: l10n.t('Actions'),
    card: l10n.t('Properties'),
    segments: l10n.t('Segments'),
    partitions: l10n.t('Partitions'),
    free: l10n.t('unused'),
    tableDamaged: l10n.t('The check sum of the partition table is wrong.'),
    headings: {
      number: l10n.t('No.'),
      region: l10n.t('Memory'),
      loadAddress: l10n.t('Load address'),
      fileOffset: l10n.t('Offset in the file'),
      flashOffset: l10n.t('Offset in the flash'),
      size: l10n.t('Size'),
      name: l10n.t('Name'),
      type: l10n.t('Type'),
    },
    segmentMap: (size) => l10n.t('The segments of the app, drawn to scale: {0}', size),
    partitionMap: (size) => l10n.t('The flash, drawn to scale: {0}', size),
    bytes: (count) => l10n.t('{0} bytes', count),
  };
}
