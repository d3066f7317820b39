import path from 'node:path';

/** How to start the sidecar. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
}

/** What the look-up asks its surroundings. */
export interface Surroundings {
  /** The setting otaTools.serverPath; empty where it is not set. */
  readonly serverPath: string;
  readonly extensionPath: string;
  /** The extension runs from its sources. */
  readonly development: boolean;
  readonly windows: boolean;
  exists(file: string): boolean;
  /** A `dotnet` that can run the sidecar, on PATH or from the .NET Install Tool extension; undefined where there is none. */
  dotnet(): Promise<string | undefined>;
}

/** Why there is nothing to start. */
export type Missing = { readonly missing: 'serverPath' | 'dotnet' | 'build' };

/** The setting, the build output in development, the bundled executable, the bundled portable build. */
export async function locateSidecar(around: Surroundings): Promise<Launch | Missing> {
  const { serverPath, extensionPath } = around;
  if (serverPath !== '') {
    return around.exists(serverPath) ? await launch(serverPath, around) : { missing: 'serverPath' };
  }
  const bundled = path.join(extensionPath, 'extension/sidecar');
  const places = around.development
    ? ['Release', 'Debug'].map((kind) => path.join(extensionPath, 'server/OtaTools.Server/bin', kind, 'net10.0/OtaTools.Server.dll'))
    : [path.join(bundled, around.windows ? 'OtaTools.Server.exe' : 'OtaTools.Server'), path.join(bundled, 'OtaTools.Server.dll')];
  const found = places.find((place) => around.exists(place));
  return found === undefined ? { missing: 'build' } : await launch(found, around);
}

async function launch(file: string, around: Surroundings): Promise<Launch | Missing> {
  if (path.extname(file).toLowerCase() !== '.dll') {
    return { command: file, args: ['--stdio'] };
  }
  const dotnet = await around.dotnet();
  return dotnet === undefined ? { missing: 'dotnet' } : { command: dotnet, args: ['--roll-forward', 'Major', file, '--stdio'] };
}
