// Brings a fresh clone to the point where everything runs: npm packages, the .NET build, the TypeScript of tests/.
// Plain JavaScript without dependencies, since it runs before there are any. What it prints goes to stderr.
import path from 'node:path';
import process from 'node:process';
import { installPackages, root, run } from '../../extension/build/project.mjs';

export { root, run };
export const configuration = 'Release';

/** @param {{ project: string }} what The solution, or the one project that is needed. */
export function setup({ project }) {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    console.error(`Node 20 or newer is needed; this is ${process.version}.`);
    process.exit(1);
  }
  installPackages();
  run('dotnet', ['build', project, '--configuration', configuration, '--nologo', '--verbosity', 'quiet', '-p:WarningLevel=0']);
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  run(process.execPath, [tsc, '-p', 'tests/simulator']);
  run(process.execPath, [tsc, '-p', 'tests']);
}
