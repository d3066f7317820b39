/** Whether two names are of one device: the sidecar writes them in its own way, people in theirs. */
export function isSameDevice(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

const plain = (name: string): string => name.trim().toLowerCase().replace(/\/+$/, '').replace(/[[\]]/g, '');
