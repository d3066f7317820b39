/** What the board prints, with lines of ours in it: each of those is a line by itself. */
export class Transcript {
  private inLine = false;

  constructor(private readonly show: (text: string) => void) {}

  add(text: string): void {
    if (text !== '') {
      this.inLine = !text.endsWith('\n');
      this.show(text);
    }
  }

  addLine(line: string): void {
    this.add(`${this.inLine ? '\n' : ''}${line}\n`);
  }
}
