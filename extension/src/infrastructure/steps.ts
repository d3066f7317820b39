/** A person's wish to see the question before once more. */
export const BACK = Symbol('back');

/**
 * A question of several. Undefined: there is nothing to ask, after what was answered so far.
 * @param canGoBack Whether a question was asked before it.
 */
export type Step<T> = (soFar: Readonly<T>, canGoBack: boolean) => Promise<Partial<T> | typeof BACK | undefined>;

/** Asks one after the other; what was answered stays, so that a question that is asked again shows it. */
export async function inSteps<T extends object>(begin: T, steps: readonly Step<T>[]): Promise<T> {
  const asked: number[] = [];
  let soFar = begin;
  for (let at = 0; at < steps.length;) {
    const answer = await steps[at]!(soFar, asked.length > 0);
    if (answer === BACK) {
      at = asked.pop() ?? 0;
      continue;
    }
    if (answer !== undefined) {
      asked.push(at);
      soFar = { ...soFar, ...answer };
    }
    at++;
  }
  return soFar;
}
