// Bundles the extension into extension/dist, or with --tests alone its unit tests into tests/out/extension/unit.
// Arguments: --production (minified, with the licences of what is in it), --out DIR, --watch, --no-check (no type check).
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { npmNotices } from './notices.mjs';
import { installPackages, nodeModule, root, run } from './project.mjs';
import { unitTests } from './unit-tests.mjs';

const { values: options } = parseArgs({
  options: {
    production: { type: 'boolean', default: false },
    tests: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
    out: { type: 'string', default: path.join(root, 'extension/dist') },
    'no-check': { type: 'boolean', default: false },
  },
});

installPackages();
const esbuild = await import('esbuild');
if (!options['no-check'] && !options.watch) {
  run(process.execPath, [nodeModule('typescript/bin/tsc'), '--noEmit', '-p', 'extension']);
}

const out = path.resolve(options.out);
const build = options.tests ? unitTests() : extension();
if (options.watch) {
  const context = await esbuild.context({ ...build, logLevel: 'info' });
  await context.watch();
} else {
  // Where it fails, esbuild has told what is wrong.
  const { metafile } = await esbuild.build(build).catch(() => process.exit(1));
  if (options.production) {
    writeFileSync(path.join(out, 'THIRD-PARTY-NOTICES.txt'), npmNotices(metafile));
  }
}

function extension() {
  return {
    absWorkingDir: root,
    entryPoints: ['extension/src/extension.ts'],
    outfile: path.join(out, 'extension.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode'],
    minify: options.production,
    sourcemap: !options.production,
    legalComments: 'none',
    metafile: true,
  };
}
