/** console-20260102-030405.log: a name of its own for each log, in the order of time. */
export function logName(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `console-${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}.log`;
}
