import path from 'node:path';
import { Uri } from 'vscode';

/** The file that a command was given: menus give a Uri, trees an item with a path, other commands a path. */
export function pathOf(argument: unknown): string | undefined {
  if (argument instanceof Uri) {
    return argument.fsPath;
  }
  const given = typeof argument === 'object' && argument !== null ? (argument as { path?: unknown }).path : argument;
  return typeof given === 'string' && path.isAbsolute(given) ? given : undefined;
}
