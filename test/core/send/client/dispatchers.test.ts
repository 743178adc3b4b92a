import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { json, sandboxServer } from '../world.ts';

const FIXTURE = fileURLToPath(new URL('../fixtures/dispatchers.ts', import.meta.url));
const SOURCES = fileURLToPath(new URL('../../../../src/', import.meta.url));

async function steps(
  t: TestContext,
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): Promise<string[]> {
  const server = await sandboxServer(t, (_got, response) => json(response, 200, { id: '1' }));
  const child = spawn(process.execPath, [FIXTURE, String(server.port), ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  await once(child, 'close');
  return text.trim().split('\n');
}

const UNTOUCHED = ['imported untouched', 'created untouched', 'sent object untouched', 'closed untouched'];

suite('the dispatchers that the process shares', () => {
  test('are not made by the import, nor by a send', async (t) => {
    assert.deepEqual(await steps(t), UNTOUCHED);
  });

  test('that others have set stay', async (t) => {
    assert.deepEqual(await steps(t, ['--host']), UNTOUCHED);
  });

  test("are replaced by undici's index, so that these tests would notice", async (t) => {
    // A module that does what must not be done, in the place of the client.
    const module = `data:text/javascript,${encodeURIComponent(`
      import { createRequire } from 'node:module';
      createRequire(${JSON.stringify(pathToFileURL(FIXTURE).href)})('undici');
      export const createClient = () => ({ send: async () => ({ kind: 'object' }), close: async () => {} });
    `)}`;
    assert.equal((await steps(t, [], { CLIENT_MODULE: module }))[0], 'imported changed');
  });

  test("are untouched by a bundle of the release's form, which works", async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'graph-http-bundle-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await build({
      entryPoints: { client: join(SOURCES, 'core/send/client/client.ts') },
      outdir: folder,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      target: 'node22',
      splitting: true,
      chunkNames: 'chunks/[name]-[hash]',
      outExtension: { '.js': '.mjs' },
      mainFields: ['module', 'main'],
      banner: {
        js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
      },
      logLevel: 'silent',
    });
    const module = pathToFileURL(join(folder, 'client.mjs')).href;
    assert.deepEqual(await steps(t, ['--host'], { CLIENT_MODULE: module }), UNTOUCHED);

    const entry = await readFile(join(folder, 'client.mjs'), 'utf8');
    assert.ok(entry.length < 60_000, `undici is not in the part that loads first (${entry.length})`);
    assert.ok((await readdir(join(folder, 'chunks'))).length > 1);
  });
});

suite('the sources', () => {
  test("never import undici's index", async () => {
    const names = (await readdir(SOURCES, { recursive: true })).filter((name) => /\.[cm]?[jt]s$/.test(name));
    assert.ok(names.length > 20);
    for (const name of names) {
      const text = await readFile(join(SOURCES, name), 'utf8');
      assert.doesNotMatch(text, /(?:from|import|require)\s*\(?\s*['"]undici['"]/, name);
    }
  });
});
