import { ConfigurationTarget, workspace } from 'vscode';

/** otaTools.* as package.json declares them; empty strings stand for "not set". */
export interface Settings {
  readonly device: string;
  /** Bits per second. */
  readonly baudRate: number;
  readonly port: number;
  readonly address: string;
  readonly rootFolder: string;
  readonly serverPath: string;
  readonly consoleTimestamps: boolean;
  /** As it is written: perhaps no regular expression. */
  readonly consoleFilter: string;
}

export function readSettings(): Settings {
  const configuration = workspace.getConfiguration('otaTools');
  const text = (name: string): string => String(configuration.get(name) ?? '').trim();
  // Text in its place, written by hand: the default counts, as with VS Code's own settings.
  const number = (name: string, otherwise: number): number => {
    const value: unknown = configuration.get(name);
    return Number.isInteger(value) ? (value as number) : otherwise;
  };
  return {
    device: text('device'),
    baudRate: number('baudRate', 115200),
    port: number('port', 8000),
    address: text('address'),
    rootFolder: text('rootFolder'),
    serverPath: text('serverPath'),
    consoleTimestamps: configuration.get('console.timestamps') === true,
    consoleFilter: String(configuration.get('console.filter') ?? ''),
  };
}

/** Remembers a choice, or with undefined forgets it: for this workspace, or for all windows where no folder is open. */
export async function writeSetting(name: 'device' | 'port' | 'address', value: string | number | undefined): Promise<void> {
  const target = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await workspace.getConfiguration('otaTools').update(name, value, target);
}
