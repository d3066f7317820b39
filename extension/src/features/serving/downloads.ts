import type { ReportedTransfer } from '../../server/protocol';

/** The downloads that run now, from the sidecar's reports. */
export class Downloads {
  private readonly running = new Map<number, ReportedTransfer>();

  /** One report: a download began, went on, or ended. */
  report(transfer: ReportedTransfer): void {
    if (transfer.state === 'running') {
      this.running.set(transfer.id, transfer);
    } else {
      this.running.delete(transfer.id);
    }
  }

  clear(): void {
    this.running.clear();
  }

  /** How many boards, and how much of all their bytes they have; undefined while there is none. */
  get summary(): { boards: number; percent: number } | undefined {
    const transfers = [...this.running.values()].filter((transfer) => transfer.bytesTotal > 0);
    if (transfers.length === 0) {
      return undefined;
    }
    const sum = (of: (transfer: ReportedTransfer) => number): number => transfers.reduce((total, transfer) => total + of(transfer), 0);
    return {
      boards: new Set(transfers.map((transfer) => transfer.board)).size,
      percent: Math.floor((sum((t) => t.bytesSent) * 100) / sum((t) => t.bytesTotal)),
    };
  }
}
