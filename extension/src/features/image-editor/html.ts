/** A piece of a page. Made by {@link html} alone, so that what is in it is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Piece = Html | string | number | undefined | readonly Piece[];

/** A piece of a page from a template: whatever is filled in is text, but for other pieces. */
export function html(template: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return new Html(template.map((part, index) => part + (index < values.length ? render(values[index]) : '')).join(''));
}

function render(piece: Piece): string {
  if (piece instanceof Html) {
    return piece.text;
  }
  if (typeof piece === 'object') {
    return piece.map(render).join('');
  }
  return piece === undefined ? '' : escape(String(piece));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

function escape(text: string): string {
  // Control characters and those that turn the direction of what follows would let a name look like another.
  return text.replace(/[&<>"'`]/g, (character) => ENTITIES[character]!).replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}
