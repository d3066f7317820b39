const KIB = 1024;
const MIB = KIB * KIB;

/** "1.38 MiB" */
export function sizeText(bytes: number): string {
  return bytes < MIB ? `${(bytes / KIB).toFixed(1)} KiB` : `${(bytes / MIB).toFixed(2)} MiB`;
}
