import { existsSync } from 'node:fs';
import { type ExtensionContext, ExtensionMode, l10n } from 'vscode';
import { Failure, ways } from '../infrastructure/failure';
import { readSettings } from '../infrastructure/settings';
import { findDotnet } from './dotnet';
import { type Launch, locateSidecar } from './locate';

/** How to start the sidecar on this computer, or a {@link Failure} that says what to install. */
export async function findLaunch(context: ExtensionContext): Promise<Launch> {
  const { serverPath } = readSettings();
  const found = await locateSidecar({
    serverPath,
    extensionPath: context.extensionPath,
    development: context.extensionMode === ExtensionMode.Development,
    windows: process.platform === 'win32',
    exists: existsSync,
    dotnet: () => findDotnet(context.extension.id),
  });
  if (!('missing' in found)) {
    return found;
  }
  switch (found.missing) {
    case 'serverPath':
      throw new Failure(l10n.t('There is no file {0}, which the setting otaTools.serverPath names. Correct it, or empty it to use the server that comes with the extension.', serverPath), [
        ways.openSetting('otaTools.serverPath'),
      ]);
    case 'dotnet':
      throw new Failure(
        l10n.t('On this computer OtaTools needs the ASP.NET Core Runtime 10 or newer, and `dotnet` was not found with it. Install it, or the extension ".NET Install Tool", then try again.'),
        [
          ways.openPage(l10n.t('Download .NET'), 'https://dotnet.microsoft.com/download/dotnet/10.0'),
          { title: l10n.t('.NET Install Tool'), command: 'workbench.extensions.search', arguments: ['ms-dotnettools.vscode-dotnet-runtime'] },
        ],
      );
    case 'build':
      throw new Failure(
        context.extensionMode === ExtensionMode.Development
          ? l10n.t('The server is not built. Run "dotnet build server/OtaTools.Server" first.')
          : l10n.t('The server is missing from this extension. Install OtaTools again.'),
        [ways.showLog()],
      );
  }
}
