import { Activity, type SharedMemory } from './shared-memory.js';

/** What ends a wait before its time: Ctrl-C, or the next `machine.Timer`. */
export class Interruptions {
  /** Set once the interpreter is there to be interrupted. */
  keyboardPending: () => boolean = () => false;
  private alarmAt: number | null = null;

  /** When Python wants to be woken for its timers; null for never. */
  setAlarm(milliseconds: number | null): void {
    this.alarmAt = milliseconds === null ? null : performance.now() + milliseconds;
  }

  get pending(): boolean {
    return this.keyboardPending() || this.untilAlarm === 0;
  }

  get untilAlarm(): number | undefined {
    return this.alarmAt === null ? undefined : Math.max(0, this.alarmAt - performance.now());
  }
}

/** How many milliseconds are left: none, or some when an interruption came first. */
export function sleep(milliseconds: number, memory: SharedMemory, interruptions: Interruptions): number {
  return memory.during(Activity.waitingElsewhere, () => waitFor(milliseconds, memory, interruptions));
}

function waitFor(milliseconds: number, memory: SharedMemory, interruptions: Interruptions): number {
  const end = performance.now() + milliseconds;
  for (;;) {
    const token = memory.wakeToken();
    const left = end - performance.now();
    if (left <= 0) return 0;
    if (interruptions.pending) return left;
    memory.waitForWake(token, Math.min(left, interruptions.untilAlarm ?? left));
  }
}
