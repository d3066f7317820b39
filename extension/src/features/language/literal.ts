/** What a string literal says, and an empty one in its place. */
export interface Literal {
  readonly value: string;
  readonly emptied: string;
}

const PYTHON_PART = /(?<prefix>[rbu]{0,2})(?<quote>"""|'''|"|')(?<body>(?:\\[^]|(?!\k<quote>)[^\\])*)\k<quote>(?:\s|\\\r?\n)*/iy;
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r\n|[^]))/g;
const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' };

/** A string of JSON. */
export function jsonLiteral(text: string): Literal | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? { value, emptied: '""' } : undefined;
  } catch {
    return undefined;
  }
}

/** A string of Python, or several in a row, which are one. An f-string is none: its value is not in the text. */
export function pythonLiteral(text: string): Literal | undefined {
  let value = '';
  let emptied: string | undefined;
  for (let at = 0; at < text.length; at = PYTHON_PART.lastIndex) {
    PYTHON_PART.lastIndex = at;
    const { prefix, quote, body } = PYTHON_PART.exec(text)?.groups ?? {};
    if (prefix === undefined || quote === undefined || body === undefined || (quote.length === 1 && /(?<!\\)[\r\n]/.test(body))) {
      return undefined;
    }
    value += /r/i.test(prefix) ? body : body.replace(ESCAPE, unescape);
    emptied ??= `${prefix}${quote}${quote}`;
  }
  return emptied === undefined ? undefined : { value, emptied };
}

function unescape(whole: string, x?: string, u?: string, long?: string, octal?: string, other?: string): string {
  const digits = x ?? u ?? long;
  if (digits !== undefined || octal !== undefined) {
    const code = octal === undefined ? Number.parseInt(digits!, 16) : Number.parseInt(octal, 8);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  }
  const character = other ?? '';
  return /^\r?\n$/.test(character) ? '' : (SHORT[character] ?? (/^[\\'"]$/.test(character) ? character : whole));
}
