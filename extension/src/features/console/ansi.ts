type State = 'text' | 'escape' | 'intermediate' | 'csi' | 'string' | 'stringEnd';

/** Longer ones are no sequences but noise on the line, and must not swallow what follows. */
const LONGEST_CSI = 64;
const LONGEST_STRING = 2048;

/** What has to be looked at closely: control characters but tabs and line ends. */
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * Leaves out what only a terminal understands: colours, cursor movements, titles, backspaces, bells; also where a
 * sequence comes in pieces. A line end is never left out, whatever the noise before it looks like.
 */
export class AnsiFilter {
  private state: State = 'text';
  /** Characters of the sequence so far. */
  private length = 0;

  push(text: string): string {
    if (this.state === 'text' && !CONTROL.test(text)) {
      return text;
    }
    let out = '';
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      if (!this.isText(text.charCodeAt(at))) {
        out += text.slice(from, at);
        from = at + 1;
      }
    }
    return out + text.slice(from);
  }

  private isText(code: number): boolean {
    this.length++;
    switch (this.state) {
      case 'text':
        return this.outside(code);
      case 'escape':
        return this.afterEscape(code);
      case 'intermediate':
        return code >= 0x20 && code <= 0x2f ? false : this.end(code, 0x30);
      case 'csi':
        return code >= 0x20 && code <= 0x3f && this.length <= LONGEST_CSI ? false : this.end(code, 0x40);
      case 'stringEnd':
        return code === 0x5c ? this.become('text') : this.afterEscape(code);
      case 'string':
        return this.inString(code);
    }
  }

  private outside(code: number): boolean {
    if (code === 0x1b) {
      this.length = 0;
      return this.become('escape');
    }
    return code >= 0x20 ? code !== 0x7f : code === 0x09 || code === 0x0a || code === 0x0d;
  }

  private afterEscape(code: number): boolean {
    switch (String.fromCharCode(code)) {
      case '[':
        return this.become('csi');
      case ']': case 'P': case 'X': case '^': case '_':
        return this.become('string');
      default:
        return code >= 0x20 && code <= 0x2f ? this.become('intermediate') : this.end(code, 0x30);
    }
  }

  private inString(code: number): boolean {
    if (code === 0x1b) {
      this.length = 0;
      return this.become('stringEnd');
    }
    if (code === 0x0a || code === 0x0d || this.length > LONGEST_STRING) {
      this.state = 'text';
      return this.outside(code);
    }
    return code === 0x07 ? this.become('text') : false;
  }

  /** The last character of a sequence, or one that cannot be in it. */
  private end(code: number, lowest: number): boolean {
    this.state = 'text';
    return code >= lowest && code <= 0x7e && this.length <= LONGEST_CSI ? false : this.outside(code);
  }

  /** Always false, for the character that leads there is no text. */
  private become(state: State): false {
    this.state = state;
    return false;
  }
}
