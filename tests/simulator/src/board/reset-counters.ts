import { resetCauses, type ResetCause } from '../boot/reset-cause.js';

export class ResetCounters {
  private readonly counts = Object.fromEntries(resetCauses.map((cause) => [cause, 0])) as Record<ResetCause, number>;

  count(cause: ResetCause): void {
    this.counts[cause]++;
  }

  snapshot(): Record<ResetCause, number> {
    return { ...this.counts };
  }

  /** Starts of the firmware's boot chain: all but the soft ones. */
  get boots(): number {
    return resetCauses.filter((cause) => cause !== 'soft').reduce((total, cause) => total + this.counts[cause], 0);
  }
}
