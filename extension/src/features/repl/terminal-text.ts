/** A terminal goes to the beginning of a line only at `\r`, which programs on a board may leave out. */
export class Returns {
  private afterReturn = false;

  push(text: string): string {
    const whole = text.replace(/(?<!\r)\n/g, (end, at: number) => (at === 0 && this.afterReturn ? end : '\r\n'));
    this.afterReturn = text === '' ? this.afterReturn : text.endsWith('\r');
    return whole;
  }
}
