import type { RolloutState } from '../../server/protocol';

/** Rollouts that stopped by themselves while one looked: each is told once. */
export class RolloutNews {
  private readonly stages = new Map<string, string>();
  private readonly byHand = new Set<string>();

  /** A person stops it: no news to that person. */
  stopping(id: string): void {
    this.byHand.add(id);
  }

  /** @returns Those that have stopped since the last time. What is stopped when it is seen first is none of them. */
  take(rollouts: readonly RolloutState[]): RolloutState[] {
    const stopped = rollouts.filter(({ id, stage }) => stage === 'stopped' && (this.stages.get(id) ?? stage) !== stage && !this.byHand.has(id));
    this.stages.clear();
    rollouts.forEach(({ id, stage }) => this.stages.set(id, stage));
    return stopped;
  }
}
