import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, type BuildResult, build, type Metafile, type OutputFile } from 'esbuild';
import { root } from '../../host/paths.ts';
import { schemaOf } from '../schemas/shipped.ts';

/** The recipes of the release build. */
const { page, extension, worker }: Record<'page' | 'extension' | 'worker', BuildOptions> = await import(
  pathToFileURL(join(root, 'esbuild.mjs')).href
);

const bundle = (options: BuildOptions): Promise<BuildResult<{ metafile: true; write: false }>> =>
  build({ ...options, absWorkingDir: root, metafile: true, write: false });

/** An output and those that it imports by statements, and those that they import. */
function filesWith(start: string, { outputs }: Metafile): ReadonlySet<string> {
  const files = new Set([start]);
  for (const file of files) {
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && !external) files.add(path);
    }
  }
  return files;
}

/** The output that is loaded by `import(…)` of a module. */
function outputOf(module: string, { outputs }: Metafile): string {
  const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === module);
  return found?.[0] ?? assert.fail(`${module} is not loaded by import(…)`);
}

/** Modules that are loaded together with an output: of itself and of what it imports by statements. */
function loadedWith(start: string, metafile: Metafile): readonly string[] {
  const modules = new Set<string>();
  for (const file of filesWith(start, metafile)) {
    for (const [path, { bytesInOutput }] of Object.entries(metafile.outputs[file]?.inputs ?? {})) {
      if (bytesInOutput > 0) modules.add(path);
    }
  }
  return [...modules].sort();
}

/**
 * What only `import(…)` may load. One library is small enough, and needed by everything that reads a body; how the
 * sandbox may behave is plain data, which its commands and the status bar show.
 */
const HEAVY =
  /^node_modules\/(?!jsonc-parser\/)|^schemas\/|^src\/core\/(?:sandbox\/(?!behaviour\/behaviour\.ts)|assist\/complete\/complete|checking|authoring|sending)/;

describe('what a release build loads', () => {
  let built: BuildResult<{ metafile: true; write: false }>;

  before(async () => {
    built = await bundle(extension);
  });

  it('the extension starts without libraries, schemas and sandbox', () => {
    const modules = loadedWith('dist/extension.js', built.metafile);
    assert.ok(modules.includes('src/extension.ts') && modules.includes('src/core/services.ts'));
    assert.deepEqual(
      modules.filter((path) => HEAVY.test(path)),
      [],
    );
  });

  it('the extension and its first check are few files, of which none is loaded for something else too', () => {
    const files = (start: string) => [...filesWith(start, built.metafile)];
    const first = files('dist/extension.js');
    assert.ok(first.length <= 3, first.join(', '));
    const checking = files(outputOf('src/core/checking.ts', built.metafile));
    const added = checking.filter((file) => !first.includes(file));
    assert.ok(added.length <= 2, added.join(', '));
  });

  it('the compiler of metadata is in a file of its own, which a chunk finds beside the program', async () => {
    const { metafile, outputFiles } = await bundle(worker);
    const [[name, file] = [], ...others] = Object.entries(metafile.outputs);
    assert.deepEqual([name, others], ['dist/worker.js', []]);
    assert.ok(file && loadedWith('dist/worker.js', metafile).includes('src/core/csdl/compile.ts'));
    assert.deepEqual(
      file.imports.filter(({ path }) => !path.startsWith('node:')),
      [],
    );
    assert.ok(outputFiles[0]?.text.includes('parentPort'));
    const starting = built.outputFiles.filter(({ text }) => text.includes('"../worker.js"'));
    assert.ok(starting.length > 0 && starting.every(({ path }) => /[\\/]dist[\\/]chunks[\\/]/.test(path)));
    assert.ok(!Object.keys(built.metafile.inputs).some((path) => path.includes('node_modules/saxes')));
  });

  it('a schema is read from its file, so that the code has none of its properties', () => {
    const described = Object.values(schemaOf('agentIdentity').properties).flatMap(
      ({ description = [] }) => description,
    );
    assert.ok(described.length > 10);
    for (const { path, text } of built.outputFiles) {
      for (const each of described) assert.ok(!text.includes(each), path);
    }
    assert.ok(built.outputFiles.some(({ text }) => text.includes('#schemas/agentIdentity.json')));
  });

  it('everything heavy is in the build, so that looking for it means something', () => {
    const modules = Object.keys(built.metafile.inputs);
    for (const heavy of [
      /^node_modules\/undici\//,
      /^node_modules\/hono\//,
      /^node_modules\/ajv\//,
      /^schemas\/identity\.json$/,
      /^src\/core\/sandbox\/app\.ts$/,
    ]) {
      assert.ok(
        modules.some((path) => heavy.test(path)),
        `${heavy}`,
      );
    }
  });

  it('is minified and has no source maps', async () => {
    const files = [...built.outputFiles, ...(await bundle(page)).outputFiles];
    for (const { path, text } of files) {
      assert.doesNotMatch(path, /\.map$/);
      assert.doesNotMatch(text, /[#@] sourceMappingURL=/, path);
    }
    const programLines = built.outputFiles.map(({ path, text }) => ({
      path,
      lines: text.split('\n').length,
    }));
    assert.deepEqual(
      programLines.filter(({ lines }) => lines > 100),
      [],
    );
    // The page's templates keep their lines, so its size tells: against the same without minifying.
    const scriptSize = ({ outputFiles }: { outputFiles: readonly OutputFile[] }): number =>
      outputFiles.find(({ path }) => path.endsWith('webview.js'))?.contents.length ?? 0;
    const readable = scriptSize(await bundle({ ...page, minify: false }));
    const shipped = scriptSize({ outputFiles: files });
    assert.ok(shipped > 0 && shipped < readable * 0.8, `${shipped} of ${readable} bytes`);
  });
});
