/** The setting otaTools.console.filter as a pattern, or what is wrong with it. Upper and lower case are alike. */
export function parseFilter(text: string): { readonly filter: RegExp | undefined; readonly problem?: string } {
  try {
    return { filter: text === '' ? undefined : new RegExp(text, 'i') };
  } catch (error) {
    return { filter: undefined, problem: (error as Error).message };
  }
}
