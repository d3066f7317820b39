import type { PortInfo } from '../../server/protocol';

const EACH_MS = 1000;

/** Looks again and again, and tells when something has changed. Returns what ends it. */
export function watchPorts(
  listPorts: () => Promise<readonly PortInfo[]>,
  changed: (ports: readonly PortInfo[]) => void,
  failed: (error: unknown) => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let before = '';
  let ended = false;
  const look = async (): Promise<void> => {
    const ports = await listPorts();
    const now = JSON.stringify(ports);
    if (!ended) {
      if (now !== before) {
        before = now;
        changed(ports);
      }
      timer = setTimeout(() => void look().catch(failed), EACH_MS);
    }
  };
  void look().catch(failed);
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
