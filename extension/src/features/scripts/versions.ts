/** Whether a version such as 0.2.0 is older than another; what is no such number is not compared. */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [version, than].map((text) => (/^\d+(\.\d+)*$/.test(text) ? text.split('.').map(Number) : undefined));
  if (a === undefined || b === undefined) {
    return false;
  }
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) {
      return difference < 0;
    }
  }
  return false;
}
