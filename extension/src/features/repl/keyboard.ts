/** What a person does at a terminal. */
export type Keystroke =
  | { readonly kind: 'keys'; readonly text: string }
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'interrupt' };

/** A terminal that was told so puts these around what is pasted. */
const PASTE_BEGIN = '\x1b[200~';
const PASTE_END = '\x1b[201~';
/** Written to a terminal, to have that. */
export const MARK_PASTES = '\x1b[?2004h';

/** A longer paste is a file, and there are better ways to bring that to a board. */
export const LONGEST_PASTE = 200_000;

/** Tells keys, pastes and Ctrl-C apart. A paste may come in pieces. */
export class Keyboard {
  private pasted: string | undefined;

  read(data: string): Keystroke[] {
    const strokes: Keystroke[] = [];
    let rest = data;
    while (rest !== '') {
      rest = this.pasted === undefined ? this.typed(rest, strokes) : this.inPaste(this.pasted + rest, strokes);
    }
    return strokes;
  }

  private typed(data: string, strokes: Keystroke[]): string {
    const begin = data.indexOf(PASTE_BEGIN);
    const keys = begin < 0 ? data : data.slice(0, begin);
    for (const part of keys.split(/(\x03)/)) {
      if (part === '\x03') {
        strokes.push({ kind: 'interrupt' });
      } else if (part !== '') {
        strokes.push({ kind: 'keys', text: part });
      }
    }
    if (begin < 0) {
      return '';
    }
    this.pasted = '';
    return data.slice(begin + PASTE_BEGIN.length);
  }

  private inPaste(all: string, strokes: Keystroke[]): string {
    const end = all.indexOf(PASTE_END);
    if (end < 0) {
      // One character more than may be pasted says enough; the last ones may be half of the mark.
      this.pasted = all.length > 2 * LONGEST_PASTE ? all.slice(0, LONGEST_PASTE + 1) + all.slice(-PASTE_END.length) : all;
      return '';
    }
    this.pasted = undefined;
    strokes.push({ kind: 'paste', text: pasteable(all.slice(0, end)) });
    return all.slice(end + PASTE_END.length);
  }
}

/** Lines end as the Enter key ends them; control characters, which would act on the board, are left out. */
function pasteable(text: string): string {
  return text.replace(/\r?\n/g, '\r').replace(/[\0-\x08\x0a-\x0c\x0e-\x1f\x7f]/g, '');
}
