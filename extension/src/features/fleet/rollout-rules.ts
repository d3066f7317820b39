/** How many boards, or how many of a hundred: 5, or 10%. As the sidecar takes it, or undefined. */
export function amountOf(text: string): string | undefined {
  const match = /^(\d{1,7})\s*(%?)$/.exec(text.normalize('NFKC').trim());
  const number = Number(match?.[1] ?? 0);
  return match !== null && number >= 1 && number <= (match[2] === '%' ? 100 : 1_000_000) ? `${number}${match[2]}` : undefined;
}

/** A name that a person gives a board; an empty one takes it away. */
export function boardNameProblem(text: string): boolean {
  return [...text.trim()].length > 64 || /[\u0000-\u001f\u007f]/.test(text);
}
