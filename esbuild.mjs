// Builds dist/. `node esbuild.mjs` for release, `--development` for source maps, `--watch` to build again
// on every change, `--tests` to add the suites that run inside the editor.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { context } from 'esbuild';
import { buildValidators } from './src/core/catalog/validators.build.mjs';
import { pageBundle } from './src/webview/build.mjs';

const flags = new Set(process.argv.slice(2));
const watch = flags.has('--watch');
const development = watch || flags.has('--development');

/** Lets bundled CommonJS packages call `require` for Node's own modules. */
const requireForBundles =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * Schemas are read by `JSON.parse` at run time: engines parse JSON several times faster than the same text as
 * a program.
 *
 * @type {import('esbuild').Plugin}
 */
const schemasAsJson = {
  name: 'schemas-as-json',
  setup(build) {
    build.onLoad({ filter: /[\\/]schemas[\\/]\w+\.json$/ }, async ({ path }) => {
      const text = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
      return { contents: `export default JSON.parse(${JSON.stringify(text)});`, loader: 'js' };
    });
  },
};

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  outdir: 'dist',
  minify: !development,
  sourcemap: development ? 'linked' : false,
  logLevel: 'warning',
  legalComments: 'none',
};

/**
 * The extension and the command line, which share their chunks.
 *
 * @type {import('esbuild').BuildOptions}
 */
export const programs = {
  ...common,
  entryPoints: { extension: 'src/extension.ts', cli: 'src/cli.ts' },
  platform: 'node',
  format: 'esm',
  target: 'node22',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  mainFields: ['module', 'main'],
  external: ['vscode'],
  plugins: [schemasAsJson],
  banner: { js: requireForBundles },
};

/**
 * The response page.
 *
 * @type {import('esbuild').BuildOptions}
 */
export const page = { ...common, ...pageBundle };

const targets = [programs, page];

if (flags.has('--tests')) {
  targets.push({
    ...common,
    minify: false,
    sourcemap: 'inline',
    entryPoints: { 'test/editor': 'test/editor/index.ts' },
    platform: 'node',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    external: ['vscode', 'mocha'],
  });
}

async function build() {
  await rm('dist', { recursive: true, force: true });
  await mkdir('dist', { recursive: true });
  await buildValidators();
  const contexts = await Promise.all(targets.map((target) => context(target)));
  await Promise.all(contexts.map((each) => (watch ? each.watch() : each.rebuild())));
  if (!watch) await Promise.all(contexts.map((each) => each.dispose()));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
