import { l10n } from 'vscode';
import type { FleetBoard } from '../../server/protocol';
import { signalOf } from './board-row';

export interface Detail {
  readonly label: string;
  readonly value: string;
}

/** All that is known of a board, for the rows below it and its tooltip. */
export function detailsOf(board: FleetBoard): Detail[] {
  const { offered, outcome } = board;
  const rows: [string, string | undefined][] = [
    [l10n.t('MAC address'), board.mac],
    [l10n.t('IP address'), board.address],
    [l10n.t('chip'), board.chip],
    [l10n.t('firmware'), joined(board.version, board.slot, board.state, board.image)],
    [l10n.t('offered'), offered && joined(offered.version, offered.path, offered.image)],
    [l10n.t('last outcome'), outcome && joined(outcome.version ?? outcome.image, outcome.reason)],
    [l10n.t('signal'), signalOf(board)],
    [l10n.t('device scripts'), board.scripts],
    [l10n.t('attached to'), board.attachedDevice],
    [l10n.t('last seen'), new Date(board.lastSeen).toLocaleString()],
  ];
  return rows.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}
