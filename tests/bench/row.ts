/** One line of the result, and one object of `--json`. */
export interface Row {
  /** The fixed name: figures of different days are compared by it. */
  bench: string;
  ours: number | null;
  unit: string;
  /** The figure beside ours, measured in the same run. */
  peer: number | null;
  /** What the peer is, or why there is none. */
  peerName: string;
  /** ours / peer. */
  ratio: number | null;
  /** Further figures of the same run, by what they are of. */
  others?: Readonly<Record<string, number>>;
}

export function row(bench: string, unit: string, ours: number, peer: number | null, peerName: string): Row {
  return { bench, ours: rounded(ours), unit, peer: peer === null ? null : rounded(peer), peerName, ratio: peer ? rounded(ours / peer) : null };
}

/** A row with further peers beside the one that it is compared with. */
export function withOthers(result: Row, others: Readonly<Record<string, number>>): Row {
  return { ...result, others: Object.fromEntries(Object.entries(others).map(([name, value]) => [name, rounded(value)])) };
}

export function notMeasured(bench: string, unit: string, why: string): Row {
  return { bench, ours: null, unit, peer: null, peerName: why, ratio: null };
}

/** Three digits say all that such a measurement knows; whole numbers stay whole. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

export const tableHead = line('bench', 'ours', 'unit', 'peer', 'ratio', 'peer is');

export function tableLine({ bench, ours, unit, peer, peerName, ratio, others = {} }: Row): string {
  const beside = Object.entries(others).map(([name, value]) => `${name}: ${shown(value)}`);
  return line(bench, shown(ours), unit, shown(peer), shown(ratio), [peerName, ...beside].join('; '));
}

function shown(value: number | null): string {
  return value === null ? '-' : value.toLocaleString('en');
}

function line(bench: string, ours: string, unit: string, peer: string, ratio: string, peerName: string): string {
  return `${bench.padEnd(22)}${ours.padStart(9)} ${unit.padEnd(8)}${peer.padStart(9)}${ratio.padStart(9)}  ${peerName}`;
}
