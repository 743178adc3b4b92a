import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, type BuildResult, build, type Metafile, type OutputFile } from 'esbuild';
import { root } from '../../host/paths.ts';

/** The recipes of the release build. */
const { page, programs }: Record<'page' | 'programs', BuildOptions> = await import(
  pathToFileURL(join(root, 'esbuild.mjs')).href
);

const bundle = (options: BuildOptions): Promise<BuildResult<{ metafile: true; write: false }>> =>
  build({ ...options, absWorkingDir: root, metafile: true, write: false });

/** Modules that are loaded together with an output: of itself and of what it imports by statements. */
function loadedWith(start: string, { outputs }: Metafile): readonly string[] {
  const files = new Set([start]);
  const modules = new Set<string>();
  for (const file of files) {
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && !external) files.add(path);
    }
    for (const [path, { bytesInOutput }] of Object.entries(outputs[file]?.inputs ?? {})) {
      if (bytesInOutput > 0) modules.add(path);
    }
  }
  return [...modules].sort();
}

/** What only `import(…)` may load. One library is small enough, and needed by everything that reads a body. */
const HEAVY =
  /^node_modules\/(?!jsonc-parser\/)|^schemas\/|^dist\/validators|^src\/core\/(?:sandbox|assist\/jsonService|authoring|sending)/;

describe('what a release build loads', () => {
  let built: BuildResult<{ metafile: true; write: false }>;

  before(async () => {
    built = await bundle(programs);
  });

  it('the extension starts without libraries, schemas, validators and sandbox', () => {
    const modules = loadedWith('dist/extension.js', built.metafile);
    assert.ok(modules.includes('src/extension.ts') && modules.includes('src/core/services.ts'));
    assert.deepEqual(
      modules.filter((path) => HEAVY.test(path)),
      [],
    );
  });

  it('everything heavy is in the build, so that looking for it means something', () => {
    const modules = Object.keys(built.metafile.inputs);
    for (const heavy of [
      /^node_modules\/undici\//,
      /^node_modules\/ajv\//,
      /^node_modules\/vscode-json-languageservice\//,
      /^node_modules\/hono\//,
      /^schemas\/identity\.json$/,
      /^dist\/validators\.js$/,
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
