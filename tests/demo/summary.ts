import type { BoardState } from '@otatools/simulator';

export interface RunningImage {
  slot: string | null;
  version: string | null;
  build: string | null;
  sha256: string | null;
}

export interface Summary {
  from: RunningImage;
  to: RunningImage;
  /** By the sidecar's server, until the end. */
  bytesSent: number;
  /** How often the other slot was switched to. */
  updates: number;
  /** After power-on. */
  resets: number;
  /** The running image's state in otadata. */
  state: string;
}

export function imageOf(state: BoardState): RunningImage {
  return { slot: state.slot, version: state.version, build: state.build, sha256: state.sha256 };
}

/** Why the demonstration did not show what it promises; empty where it did. */
export function shortcomings(summary: Summary, wanted: { sha256: string | null }, sentAgain: number): string[] {
  const wrong: string[] = [];
  if (summary.to.sha256 !== wanted.sha256) wrong.push('the board does not run the new image');
  if (summary.to.slot === summary.from.slot) wrong.push('the board still runs from the same slot');
  if (summary.state !== 'VALID') wrong.push(`the running image is ${summary.state}, not VALID`);
  if (summary.updates !== 1) wrong.push(`the board switched slots ${summary.updates} times, not once`);
  if (sentAgain !== 0) wrong.push(`${sentAgain} bytes were downloaded again after a further reset`);
  return wrong;
}

export function describe(summary: Summary, wrong: string[]): string {
  const image = ({ slot, version, build, sha256 }: RunningImage): string => `${slot}  ${version}  ${build ?? ''}  sha256 ${sha256?.slice(0, 12)}…`;
  return [
    '',
    wrong.length === 0 ? 'The board was updated over Wi-Fi, once, and keeps the new firmware.' : `This did not work: ${wrong.join('; ')}.`,
    `  before   ${image(summary.from)}`,
    `  now      ${image(summary.to)}`,
    `  state    ${summary.state}`,
    `  sent     ${summary.bytesSent.toLocaleString('en')} bytes`,
    `  resets   ${summary.resets}, the last of them downloaded nothing`,
  ].join('\n');
}
