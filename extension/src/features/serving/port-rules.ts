/** A TCP port that a person typed; 0 would be another one each time, which no board could remember. */
export function portProblem(text: string): boolean {
  return !/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > 65535;
}
