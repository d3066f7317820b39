const KIB = 1024;
const MIB = KIB * KIB;

/** "215 B", "1.38 MiB" */
export function sizeText(bytes: number): string {
  if (bytes < KIB) {
    return `${bytes} B`;
  }
  return bytes < MIB ? `${(bytes / KIB).toFixed(1)} KiB` : `${(bytes / MIB).toFixed(2)} MiB`;
}
