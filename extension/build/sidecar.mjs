import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nugetNotices } from './notices.mjs';
import { root, run } from './project.mjs';

/**
 * Publishes the sidecar into a folder, beside the licences of what is in it. OtaTools.Server.csproj says how. Everything
 * else is written below artifacts/, never where tests find their build.
 * @param runtime The runtime identifier of a self-contained one, or undefined: for any system that has .NET.
 */
export function publishSidecar(runtime, folder) {
  const build = path.join(root, 'artifacts/sidecar', runtime ?? 'portable');
  const published = path.join(build, 'published');
  rmSync(published, { recursive: true, force: true });
  run('dotnet', [
    'publish', 'server/OtaTools.Server', '--configuration', 'Release', ...(runtime === undefined ? [] : ['--runtime', runtime]),
    '--artifacts-path', build, '--output', published,
    // Debug information would carry the paths of this machine.
    '-p:DebugType=none',
    '--nologo', '--verbosity', 'quiet',
  ]);
  cpSync(published, folder, { recursive: true });
  writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), nugetNotices(path.join(build, 'obj/OtaTools.Server/project.assets.json')));
}
