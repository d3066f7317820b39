import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

const from = 'tests/extension/unit';
const to = 'tests/out/extension/unit';

/** esbuild's options for the unit tests, which run in Node alone. */
export function unitTests() {
  rmSync(path.join(root, to), { recursive: true, force: true });
  return {
    absWorkingDir: root,
    entryPoints: testFiles(),
    outbase: from,
    outdir: to,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: true,
    plugins: [withoutEditor],
  };
}

function testFiles() {
  const folder = path.join(root, from);
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true }) : [];
  return files.filter((file) => file.endsWith('.test.ts')).map((file) => path.join(folder, file));
}

/** There is no module 'vscode' in Node: what needs it is tested in an editor. */
const withoutEditor = {
  name: 'without-editor',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ importer }) => ({
      errors: [{
        text: `A unit test reaches "vscode" through ${path.relative(root, importer)}: only an editor has that module. `
          + 'Keep what is tested apart from what shows it, or test it in tests/e2e.',
      }],
    }));
  },
};
