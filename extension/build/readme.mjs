import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

/**
 * README.md as the page of the extension. VS Code shows images there from the web alone, and follows no link into the
 * extension's folder: without them the page has no gaps and no dead ends.
 */
export function page() {
  return readFileSync(path.join(root, 'README.md'), 'utf8')
    .replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n+/gm, '') // images
    .replace(/ ?\[[^\]]*\]\(README\.\w+\.md\)/g, '') // other languages
    .replace(/\[([^\]]*)\]\((?!https?:|#)[^)]*\)/g, '$1'); // other files
}
