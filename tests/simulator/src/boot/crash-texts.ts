import type { ResetCause } from './reset-cause.js';

/** How a running chip can fail by itself: what ESP-IDF prints, and what the ROM calls the start after it. */
export const crashes = ['panic', 'brown-out', 'task-watchdog'] as const;
export type Crash = (typeof crashes)[number];

const registers: readonly (readonly [string, string])[] = [
  ['PC', '400d6f1a'], ['PS', '00060330'], ['A0', '800d7a2c'], ['A1', '3ffcec40'], ['A2', '00000000'], ['A3', '3ffe4b10'],
  ['A4', '00000004'], ['A5', '3ffb6d20'], ['A6', '00000001'], ['A7', '3ffe4b40'], ['A8', '00000010'], ['A9', '3ffcec20'],
  ['A10', '3ffe4b10'], ['A11', '00000000'], ['A12', '3ffb6d20'], ['A13', '00000000'], ['A14', '00000002'], ['A15', '3ffcece0'],
  ['SAR', '0000001c'], ['EXCCAUSE', '0000001c'], ['EXCVADDR', '00000010'], ['LBEG', '400921d9'], ['LEND', '400921e9'], ['LCOUNT', 'fffffffe'],
];

function registerDump(): string[] {
  const cells = registers.map(([name, value]) => `${name.padEnd(8)}: 0x${value}  `);
  return Array.from({ length: cells.length / 4 }, (_, row) => cells.slice(row * 4, row * 4 + 4).join(''));
}

const backtrace = 'Backtrace: 0x400d6f17:0x3ffcec40 0x400d7a29:0x3ffcec60 0x400df3c1:0x3ffcec90 0x400e0bd2:0x3ffcecb0 0x400da1f5:0x3ffced50';

export const crashText: Readonly<Record<Crash, string>> = {
  panic: [
    '', "Guru Meditation Error: Core  1 panic'ed (LoadProhibited). Exception was unhandled.", '', 'Core  1 register dump:',
    ...registerDump(), '', '', backtrace, '', '', '', '', 'ELF file SHA256: 8c1f2e7d9', '', 'Rebooting...', '',
  ].join('\r\n'),
  'brown-out': ['', 'Brownout detector was triggered', '', ''].join('\r\n'),
  'task-watchdog': [
    '', 'E (5292) task_wdt: Task watchdog got triggered. The following tasks/users did not reset the watchdog in time:',
    'E (5292) task_wdt:  - mp_task (CPU 1)', 'E (5292) task_wdt: Tasks currently running:', 'E (5292) task_wdt: CPU 0: IDLE0',
    'E (5292) task_wdt: CPU 1: mp_task', 'E (5292) task_wdt: Aborting.', '', 'Rebooting...', '',
  ].join('\r\n'),
};

export const resetAfter: Readonly<Record<Crash, Exclude<ResetCause, 'soft' | 'power'>>> = {
  panic: 'panic', 'brown-out': 'brown-out', 'task-watchdog': 'watchdog',
};
