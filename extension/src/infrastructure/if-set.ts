/** What is set, for a request: an empty text stands for "not set", and is left out. */
export function ifSet<K extends string>(values: Readonly<Record<K, string>>): { [key in K]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as { [key in K]?: string };
}
