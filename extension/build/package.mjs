// `npm run package`: the extension as a file that people install. The last line on stdout is the path of the .vsix.
// Arguments: --target linux-x64|win32-x64|portable|all (by default this machine's, where it is there), --out DIR (artifacts).
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { packageAlone } from './lock.mjs';
import { installPackages, nodeModule, root, run } from './project.mjs';
import { stage } from './stage.mjs';

/** .NET's runtime identifiers by VS Code's targets. The rest of the world has a `dotnet` to run the portable one with. */
const runtimes = { 'linux-x64': 'linux-x64', 'win32-x64': 'win-x64', portable: undefined };

const here = `${process.platform}-${process.arch}`;
const { values: options } = parseArgs({
  options: {
    target: { type: 'string', default: here in runtimes ? here : 'portable' },
    out: { type: 'string', default: path.join(root, 'artifacts') },
  },
});
const targets = options.target === 'all' ? Object.keys(runtimes) : [options.target];
const unknown = targets.filter((target) => !(target in runtimes));
if (unknown.length > 0) {
  console.error(`There is no target ${unknown.join(', ')}; there are: ${Object.keys(runtimes).join(', ')}, all.`);
  process.exit(2);
}

installPackages();
await packageAlone();
mkdirSync(options.out, { recursive: true });
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
for (const target of targets) {
  const vsix = path.resolve(options.out, `otatools-${target}-${version}.vsix`);
  pack(stage(target, runtimes[target]), target, vsix);
  console.log(`${target}: ${(statSync(vsix).size / 2 ** 20).toFixed(1)} MiB`);
  console.log(vsix);
}

/** All that is in the folder. A .vsix without a target is for all systems that have none of their own. */
function pack(folder, target, vsix) {
  run(process.execPath, [
    nodeModule('@vscode/vsce/vsce'), 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links',
    ...(runtimes[target] === undefined ? [] : ['--target', target]), '--out', vsix,
  ], { cwd: folder });
}
