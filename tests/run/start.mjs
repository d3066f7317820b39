// `npm start`: sets up, then shows the main job. Arguments: --from IMAGE --to IMAGE --json
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { root, setup } from './setup.mjs';

setup({ project: 'server/OtaTools.Server' });
await import(pathToFileURL(path.join(root, 'tests/out/demo/main.js')).href);
