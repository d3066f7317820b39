import { execFile } from 'node:child_process';
import { commands, extensions } from 'vscode';
import { hasFramework, MAJOR } from './runtimes';

const INSTALL_TOOL = 'ms-dotnettools.vscode-dotnet-runtime';

/** `dotnet` on PATH, else one that the .NET Install Tool extension brings, where that is installed. */
export async function findDotnet(extensionId: string): Promise<string | undefined> {
  return hasFramework(await listRuntimes()) ? 'dotnet' : await acquire(extensionId);
}

function listRuntimes(): Promise<string> {
  return new Promise((resolve) => execFile('dotnet', ['--list-runtimes'], { windowsHide: true }, (error, stdout) => resolve(error ? '' : stdout)));
}

/** https://github.com/dotnet/vscode-dotnet-runtime, command dotnet.acquire. */
async function acquire(extensionId: string): Promise<string | undefined> {
  if (extensions.getExtension(INSTALL_TOOL) === undefined) {
    return undefined;
  }
  const acquired = await commands.executeCommand<{ dotnetPath?: string } | undefined>('dotnet.acquire', {
    version: `${MAJOR}.0`,
    mode: 'aspnetcore',
    requestingExtensionId: extensionId,
  });
  return acquired?.dotnetPath;
}
