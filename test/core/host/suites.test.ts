import assert from 'node:assert/strict';
import { glob, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../host/paths.ts';
import { patterns } from '../../host/tiers.ts';

test('every suite of test/editor is imported, so that none is forgotten', async () => {
  const folder = join(root, 'test', 'editor');
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.suite.ts'));
  const index = await readFile(join(folder, 'suites.ts'), 'utf8');
  const imported = [...index.matchAll(/^import '\.\/(.+)';$/gm)].map(([, name]) => name);
  assert.ok(names.length > 0, 'test/editor has no suites');
  assert.deepEqual(imported.sort(), names.sort());
});

test('every test file belongs to a tier, so that none is forgotten', async () => {
  const files = await filesMatching('test/**/*.test.*');
  const run = (await Promise.all(Object.values(patterns).map(filesMatching))).flat();
  assert.deepEqual(
    files.filter((file) => !run.includes(file)),
    [],
  );
});

async function filesMatching(pattern: string): Promise<string[]> {
  const files: string[] = [];
  for await (const file of glob(pattern, { cwd: root })) files.push(file);
  return files;
}
