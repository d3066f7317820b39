const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago something was: "3 min. ago", in the language of the words. */
export class Ages {
  private readonly format: Intl.RelativeTimeFormat;

  constructor(
    language: string,
    private readonly justNow: string,
  ) {
    this.format = new Intl.RelativeTimeFormat(language, { style: 'short', numeric: 'always' });
  }

  /** @param seen As the sidecar writes times. A clock that was set back makes nothing of the future. */
  of(seen: string, now: number): string {
    const seconds = Math.max(0, (now - Date.parse(seen)) / 1000);
    if (!(seconds >= MINUTE)) {
      return this.justNow;
    }
    const [size, unit] = seconds < HOUR ? ([MINUTE, 'minute'] as const) : seconds < DAY ? ([HOUR, 'hour'] as const) : ([DAY, 'day'] as const);
    return this.format.format(-Math.floor(seconds / size), unit);
  }
}
