import type { RolloutStage, RolloutState } from '../../server/protocol';
import type { BoardRow } from './board-row';

/** A rollout, above the boards. @param title "Rollout of v1.26.0" */
export function rolloutRow(rollout: RolloutState, title: string): BoardRow {
  const { stage, summary } = rollout;
  return { label: title, description: summary, ...ICONS[stage], context: ['rollout', ...CONTEXTS[stage]].join(' '), spoken: `${title}, ${summary}` };
}

/** What it rolls out: the version, or the file. */
export function subjectOf({ version, path }: RolloutState): string {
  return version ?? path.slice(path.lastIndexOf('/') + 1);
}

const ICONS: Readonly<Record<RolloutStage, { icon: string; color?: string }>> = {
  firstWave: { icon: 'run-all', color: 'charts.blue' },
  rest: { icon: 'run-all', color: 'charts.green' },
  paused: { icon: 'debug-pause', color: 'charts.yellow' },
  stopped: { icon: 'stop-circle', color: 'list.errorForeground' },
  done: { icon: 'pass', color: 'charts.green' },
};

const CONTEXTS: Readonly<Record<RolloutStage, readonly string[]>> = {
  firstWave: ['running', 'endable'],
  rest: ['running', 'endable'],
  paused: ['resumable', 'endable'],
  stopped: [],
  done: [],
};
