import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { CompiledFolder } from '../../../src/core/metadata/folder.ts';
import { scratchFolder, until } from './world.ts';

/** Starts a process that writes its letter. */
function writer(t: TestContext, folder: string, letter: string): ChildProcess {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.ts'), folder, letter], {
    stdio: 'ignore',
  });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

test('processes that write and are killed leave a whole file, and nothing that keeps others out', async (t) => {
  const path = await scratchFolder(t);
  const folder = new CompiledFolder(path);
  const letters = ['a', 'b', 'c'];
  const children = letters.map((letter) => writer(t, path, letter));
  const whole = new Set(letters.map((letter) => letter.repeat(500_000)));
  const seen = new Set<string>();
  let read = 0;
  await until(async () => {
    const kept = await folder.read('shared.txt');
    if (kept === undefined) return false;
    read++;
    assert.ok(whole.has(kept.text), `not whole: ${kept.text.length} letters`);
    seen.add(kept.text.slice(0, 1));
    return read > 50 && seen.size === letters.length;
  });
  for (const child of children) {
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.ok(whole.has((await folder.read('shared.txt'))?.text ?? ''));
  }
  await folder.write('shared.txt', Buffer.from('after'), Date.now() + 2 * 3_600_000);
  assert.equal((await folder.read('shared.txt'))?.text, 'after');
  assert.deepEqual(await readdir(path), ['shared.txt'], 'what the killed ones left is cleared away');
});
