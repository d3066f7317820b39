import { sleep } from '../clock.js';
import { timeLimit, type HalContext, type HalFunctions } from './hal.js';

export function systemFunctions({ link, shared, interruptions, info }: HalContext): HalFunctions {
  return {
    info: () => JSON.stringify(info),

    sleep: (milliseconds: number) => sleep(milliseconds, shared, interruptions),

    light_sleep: (milliseconds: number) => {
      link.call('lightSleep', timeLimit(milliseconds));
      return 0;
    },

    set_alarm: (milliseconds: number) => {
      interruptions.setAlarm(milliseconds < 0 ? null : milliseconds);
      return 0;
    },

    alarm_due: () => (interruptions.untilAlarm === 0 ? 1 : 0),

    reset: () => link.restart({ kind: 'software' }),

    deepsleep: (milliseconds: number) => link.restart({ kind: 'deepsleep', milliseconds }),

    watchdog_start: (timeoutMs: number) => {
      shared.feedWatchdog();
      link.call('watchdogStart', timeoutMs);
      return 0;
    },

    watchdog_feed: () => {
      shared.feedWatchdog();
      return 0;
    },
  };
}
