import type { FleetBoard, FleetStatus } from '../../server/protocol';

/** Texts that need words of the user's language. */
export interface BoardWords {
  readonly downloading: (percent: number) => string;
  readonly attached: string;
  readonly held: string;
  /** "3 min. ago" */
  readonly age: (seen: string) => string;
}

/** The parts of a row. */
export interface BoardRow {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  readonly color?: string;
  /** For `when` clauses: words. */
  readonly context: string;
  /** For a screen reader, which sees neither icon nor colour. */
  readonly spoken: string;
}

/** A board in the view "Boards": by the name that a person gave it, else by its MAC address. */
export function boardRow(board: FleetBoard, words: BoardWords): BoardRow {
  const label = labelOf(board);
  const facts = [versionOf(board), board.slot ?? '', signalOf(board), words.age(board.lastSeen)];
  return {
    label,
    description: [stateOf(board, words), ...facts].filter(Boolean).join(' · '),
    ...ICONS[board.status],
    context: contextOf(board),
    spoken: [label, board.summary, ...facts, board.isHeld ? words.held : '', board.attachedDevice === undefined ? '' : words.attached].filter(Boolean).join(', '),
  };
}

export function labelOf({ name, id }: FleetBoard): string {
  return name ?? id;
}

/** dBm, with the minus sign that people read. */
export function signalOf({ rssi }: FleetBoard): string {
  return rssi === undefined ? '' : `${String(rssi).replace('-', '−')} dBm`;
}

/** "v1.25.0 → v1.26.0" where another one is there for it. */
function versionOf({ version, offered, isOutdated }: FleetBoard): string {
  const next = isOutdated && offered?.version !== undefined && offered.version !== version ? offered.version : undefined;
  return [version, next].filter(Boolean).join(' → ');
}

/** Only what the version and the icon do not say: a side bar is narrow. */
function stateOf({ status, downloading, summary }: FleetBoard, words: BoardWords): string {
  switch (status) {
    case 'downloading':
      return downloading === undefined ? summary : words.downloading(downloading);
    case 'unknown':
    case 'kept':
    case 'updated':
    case 'outdated':
    case 'waiting':
    case 'ordered':
      return '';
    case 'held':
      return words.held;
    default:
      return summary;
  }
}

const ICONS: Readonly<Record<FleetStatus, { icon: string; color?: string }>> = {
  unknown: { icon: 'circuit-board' },
  kept: { icon: 'check', color: 'charts.green' },
  updated: { icon: 'check', color: 'charts.green' },
  outdated: { icon: 'arrow-circle-up', color: 'charts.yellow' },
  waiting: { icon: 'watch' },
  held: { icon: 'pinned' },
  ordered: { icon: 'cloud-download' },
  downloading: { icon: 'sync~spin' },
  onTrial: { icon: 'beaker' },
  refused: { icon: 'error', color: 'list.errorForeground' },
  failed: { icon: 'warning', color: 'list.warningForeground' },
  rolledBack: { icon: 'discard', color: 'list.errorForeground' },
  leftAlone: { icon: 'circle-slash', color: 'list.warningForeground' },
};

function contextOf({ mac, status, isOutdated, isHeld, attachedDevice }: FleetBoard): string {
  return [
    'board',
    ...(mac === undefined ? [] : ['mac']),
    ...(isOutdated ? ['outdated'] : []),
    ...(isHeld ? ['held'] : []),
    ...(status === 'downloading' || status === 'onTrial' || status === 'ordered' ? ['updating'] : []),
    ...(attachedDevice === undefined ? [] : ['attached']),
  ].join(' ');
}
