import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');

/** Where editors, browsers, screenshots and reports are kept; git-ignored. */
export const cache = join(root, '.vscode-test');

/** The Node that runs everything here: the version that package.json pins. */
export const node = process.execPath;
