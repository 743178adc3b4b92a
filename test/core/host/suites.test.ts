import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../host/paths.ts';

test('every suite of test/editor is imported, so that none is forgotten', async () => {
  const folder = join(root, 'test', 'editor');
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.suite.ts'));
  const index = await readFile(join(folder, 'suites.ts'), 'utf8');
  const imported = [...index.matchAll(/^import '\.\/(.+)';$/gm)].map(([, name]) => name);
  assert.ok(names.length > 0, 'test/editor has no suites');
  assert.deepEqual(imported.sort(), names.sort());
});
