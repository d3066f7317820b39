import path from 'node:path';
import { parseArgs } from 'node:util';

export interface DemoArguments {
  from: string | undefined;
  to: string | undefined;
  json: boolean;
}

/** Paths count from where npm was called. */
export function readArguments(args: string[]): DemoArguments {
  const { values } = parseArgs({
    args,
    options: { from: { type: 'string' }, to: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const resolve = (file: string | undefined): string | undefined =>
    file === undefined ? undefined : path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
  return { from: resolve(values.from), to: resolve(values.to), json: values.json };
}
