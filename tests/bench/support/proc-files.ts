import { existsSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in these for every program, whatever the kernel's own tick is (`getconf CLK_TCK`). */
const TICKS_PER_SECOND = 100;

export const hasProc = existsSync('/proc/self/status');

/** Memory in RAM, now. */
export function residentMiB(pid: number): number {
  return statusMiB(pid, 'VmRSS');
}

/** The most memory in RAM so far, of a program and its children: summed, so pages that they share count for each. */
export function peakResidentMiB(pid: number): number {
  return family(pid).reduce((sum, member) => sum + statusMiB(member, 'VmHWM'), 0);
}

/** User and system time so far, of a program and its children. */
export function cpuSeconds(pid: number): number {
  return family(pid).reduce((sum, member) => {
    // The program's name, in parentheses, may hold blanks: count from behind it.
    const fields = readFileSync(`/proc/${member}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }, 0);
}

function family(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(family)];
}

function statusMiB(pid: number, field: string): number {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  if (kilobytes === undefined) throw new Error(`/proc/${pid}/status says no ${field}`);
  return Number(kilobytes) / 1024;
}
