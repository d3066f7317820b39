/**
 * Makes one line end of each `\r\n`, also where it came in two pieces, and of `\r\r\n`, which a board sends for a printed
 * "\r\n". A lone `\r` (a progress bar of the board) is a line end too: a panel cannot begin a line anew.
 */
export class LineEnds {
  private heldBack = false;

  push(text: string): string {
    const whole = this.heldBack ? `\r${text}` : text;
    const complete = whole.replace(/\r+$/, '');
    this.heldBack = complete.length < whole.length;
    return complete.replace(/\r+\n?/g, '\n');
  }
}
