/** What goes on, for the person who waits; results alone are on stdout. */
export function note(text: string): void {
  process.stderr.write(`  ${text}\n`);
}
