// Builds dist/. `node esbuild.mjs` for release, `--development` for source maps, `--watch` to build again
// on every change, `--tests` to add the suites that run inside the editor.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { pageBundle } from './src/webview/build.mjs';

const flags = new Set(process.argv.slice(2));
const watch = flags.has('--watch');
const development = watch || flags.has('--development');

/** Lets bundled CommonJS packages call `require` for Node's own modules. */
const requireForBundles =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/**
 * Schemas are in the package as files, because the editor's own JSON support reads them too. The code has what finds
 * a resource; the rest is read from the file of the one that is worked on.
 *
 * @type {import('esbuild').Plugin}
 */
const schemasFromFiles = {
  name: 'schemas-from-files',
  setup({ onLoad }) {
    const deferred = JSON.stringify(resolve(import.meta.dirname, 'src/core/catalog/deferred.ts'));
    onLoad({ filter: /[\\/]schemas[\\/]\w+\.json$/ }, async ({ path }) => {
      const { properties, definitions, ...head } = JSON.parse(await readFile(path, 'utf8'));
      const contents = `import { deferredSchema } from ${deferred};
        export default deferredSchema(${JSON.stringify(head)}, () => require('#schemas/${basename(path)}'));`;
      return { contents, loader: 'js' };
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
 * Puts everything that a program starts with into one file, and everything that its first step needs into another:
 * what is loaded later imports both, and so shares no further files with them. An extension host takes about a
 * millisecond for each file that it loads.
 *
 * @param {readonly string[]} first modules in the order in which they are loaded, the entry first
 * @returns {import('esbuild').Plugin}
 */
export function fewFiles(first) {
  const here = import.meta.dirname;
  const head = first.map((path) => `import ${JSON.stringify(resolve(here, path))};\n`).join('');
  return {
    name: 'few-files',
    setup({ initialOptions, onStart, onLoad }) {
      let later = new Set();
      onStart(async () => {
        later = await loadedLater(initialOptions);
      });
      onLoad({ filter: /\.[jt]s$/ }, async ({ path }) => {
        if (!later.has(path) || path.includes('node_modules')) return undefined;
        const text = await readFile(path, 'utf8');
        return { contents: head + text, loader: path.endsWith('ts') ? 'ts' : 'js' };
      });
    },
  };
}

/**
 * The modules that are imported by `import(…)`.
 *
 * @param {import('esbuild').BuildOptions} options
 */
async function loadedLater(options) {
  const { metafile } = await build({
    ...options,
    plugins: options.plugins?.filter(({ name }) => name !== 'few-files') ?? [],
    minify: false,
    metafile: true,
    write: false,
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const paths = imports.flatMap(({ kind, path }) => (kind === 'dynamic-import' ? [path] : []));
  return new Set(paths.map((path) => resolve(options.absWorkingDir ?? process.cwd(), path)));
}

/** @type {import('esbuild').BuildOptions} */
const program = {
  ...common,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  mainFields: ['module', 'main'],
  external: ['vscode', '#schemas/*'],
  plugins: [schemasFromFiles],
  banner: { js: requireForBundles },
  // What starts the worker is loaded when it is needed, and so is in a chunk.
  define: { METADATA_WORKER: '"../worker.js"' },
};

/**
 * The thread that compiles metadata: one file, because it is loaded in each run.
 *
 * @type {import('esbuild').BuildOptions}
 */
export const worker = {
  ...common,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  mainFields: ['module', 'main'],
  banner: { js: requireForBundles },
  entryPoints: { worker: 'src/core/metadata/worker.ts' },
};

/**
 * The extension.
 *
 * @type {import('esbuild').BuildOptions}
 */
export const extension = {
  ...program,
  entryPoints: { extension: 'src/extension.ts' },
  plugins: [schemasFromFiles, fewFiles(['src/extension.ts', 'src/core/checking.ts'])],
};

/**
 * The command line.
 *
 * @type {import('esbuild').BuildOptions}
 */
export const commandLine = { ...program, entryPoints: { cli: 'src/cli.ts' } };

/**
 * The response page.
 *
 * @type {import('esbuild').BuildOptions}
 */
export const page = { ...common, ...pageBundle };

const targets = [extension, worker, commandLine, page];

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
    // The suites let the extension start its thread, never their own copy of what starts it.
    logOverride: { 'empty-import-meta': 'silent' },
    // Its CommonJS form requires its own files by names that cannot be bundled.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  });
}

async function buildAll() {
  await rm('dist', { recursive: true, force: true });
  await mkdir('dist', { recursive: true });
  const contexts = await Promise.all(targets.map((target) => context(target)));
  await Promise.all(contexts.map((each) => (watch ? each.watch() : each.rebuild())));
  if (!watch) await Promise.all(contexts.map((each) => each.dispose()));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
