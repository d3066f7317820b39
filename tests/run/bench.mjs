// `npm run bench [-- NAME… --json]`: sets up, then measures. Names choose rows; see tests/bench/README.md.
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { root, setup } from './setup.mjs';

setup({ project: 'server/OtaTools.Server' });
await import(pathToFileURL(path.join(root, 'tests/out/bench/main.js')).href);
