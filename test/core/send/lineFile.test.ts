import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openJournal } from '../../../src/core/journal/journal.ts';
import { openLineFile } from '../../../src/core/send/lineFile.ts';

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'graph-http-lines-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

function appender(
  t: TestContext,
  ...args: readonly string[]
): { child: ChildProcess; written: () => number } {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('fixtures/appendLines.ts', import.meta.url)), ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  t.after(() => child.kill('SIGKILL'));
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  return { child, written: () => text.split('\n').length - 1 };
}

suite('a file of lines', () => {
  test('is made with its folder, and grows', async (t) => {
    const path = join(await folder(t), 'a', 'b', 'journal.jsonl');
    const store = openLineFile(path);
    assert.deepEqual(await store.readLines(), []);
    await store.appendLine('one');
    await store.appendLine('zwei ✓');
    assert.deepEqual(await openLineFile(path).readLines(), ['one', 'zwei ✓']);
    if (process.platform !== 'win32') assert.equal((await stat(path)).mode & 0o777, 0o600);
  });

  test('takes no line with a break in it', async (t) => {
    const store = openLineFile(join(await folder(t), 'f'));
    await assert.rejects(store.appendLine('a\nb'), RangeError);
    await assert.rejects(store.appendLine('a\r'), RangeError);
    assert.deepEqual(await store.readLines(), []);
  });

  test('leaves a torn last line out, and does not add to it', async (t) => {
    const path = join(await folder(t), 'f');
    await writeFile(path, 'one\ntwo\nthr');
    const store = openLineFile(path);
    assert.deepEqual(await store.readLines(), ['one', 'two']);
    await store.appendLine('four');
    assert.deepEqual(await store.readLines(), ['one', 'two', 'thr', 'four']);
    await appendFile(path, Buffer.from('fünf\n').subarray(0, 2));
    assert.equal((await store.readLines()).at(-1), 'four');
  });

  test('is replaced as a whole, with nothing left beside it', async (t) => {
    const path = join(await folder(t), 'f');
    const store = openLineFile(path);
    await store.appendLine('one');
    await store.appendLine('two');
    await store.rewrite(['three']);
    assert.deepEqual(await store.readLines(), ['three']);
    await store.rewrite([]);
    assert.deepEqual(await store.readLines(), []);
    assert.deepEqual(await readdir(join(path, '..')), ['f']);
  });

  test('keeps what others added since it was read', async (t) => {
    const path = join(await folder(t), 'f');
    const store = openLineFile(path);
    await store.appendLine('old');
    await store.readLines();
    await openLineFile(path).appendLine('of another window');
    await store.rewrite(['new']);
    assert.deepEqual(await store.readLines(), ['new', 'of another window']);
  });

  test('takes calls that are made at once in their order', async (t) => {
    const path = join(await folder(t), 'f');
    const store = openLineFile(path);
    await Promise.all(Array.from({ length: 50 }, (_, i) => store.appendLine(String(i))));
    assert.deepEqual(
      await store.readLines(),
      Array.from({ length: 50 }, (_, i) => String(i)),
    );
  });

  test('goes on after a failure', async (t) => {
    const path = await folder(t);
    const store = openLineFile(path);
    await assert.rejects(store.appendLine('a folder is no file'));
    await assert.rejects(store.readLines());
    await rm(path, { recursive: true });
    await store.appendLine('now it is');
    assert.deepEqual(await store.readLines(), ['now it is']);
  });

  test('takes over the lock of a process that is gone', async (t) => {
    const path = join(await folder(t), 'f');
    const child = spawn(process.execPath, ['-e', ''], { stdio: 'ignore' });
    await once(child, 'close');
    await writeFile(`${path}.lock`, String(child.pid));
    const started = performance.now();
    await openLineFile(path).rewrite(['a']);
    assert.ok(performance.now() - started < 2_000);
    assert.equal(await readFile(path, 'utf8'), 'a\n');
  });
});

suite('several processes', () => {
  test('do not tear or lose lines, also while one of them rewrites', async (t) => {
    const path = join(await folder(t), 'f');
    const appenders = [
      appender(t, path, 'a', '60'),
      appender(t, path, 'b', '60', '7'),
      appender(t, path, 'c', '60', '11'),
    ];
    await Promise.all(appenders.map(({ child }) => once(child, 'close')));
    const lines = new Set(await openLineFile(path).readLines());
    for (const name of ['a', 'b', 'c']) {
      for (let i = 0; i < 60; i++)
        assert.ok(lines.has(`${name} ${i} ${'x'.repeat(500)} end`), `${name} ${i}`);
    }
    assert.equal(lines.size, 180);
    assert.deepEqual(await readdir(join(path, '..')), ['f']);
  });

  test('that are killed leave whole lines, every one that they reported', async (t) => {
    for (let round = 0; round < 3; round++) {
      const path = join(await folder(t), 'f');
      const { child, written } = appender(t, path, 'k', 'Infinity', round === 0 ? '0' : '3');
      while (written() < 10 + round) await new Promise((resolve) => setTimeout(resolve, 5));
      child.kill('SIGKILL');
      await once(child, 'close');
      const store = openLineFile(path);
      const lines = await store.readLines();
      for (const line of lines) assert.match(line, /^k \d+ x{500} end$/);
      const numbers = new Set(lines.map((line) => Number(line.split(' ')[1])));
      for (let i = 0; i < written(); i++) assert.ok(numbers.has(i), `line ${i} of ${written()}`);
      await store.rewrite(['k after']);
      await store.appendLine('k again');
      assert.equal((await store.readLines()).at(-1), 'k again');
    }
  });

  test('killed in the middle of a send leave an entry that reads as unknown', async (t) => {
    const path = join(await folder(t), 'journal.jsonl');
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('fixtures/beginOnly.ts', import.meta.url)), path],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    t.after(() => child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    await appendFile(path, '{"v":1,"type":"begin","id":"torn');
    const { entries, skipped } = await openJournal(openLineFile(path), {
      now: () => 0,
      sleep: async () => {},
    }).entries();
    assert.deepEqual(
      entries.map(({ state, account }) => [account, state]),
      [
        ['done@contoso.com', 'changed'],
        ['killed@contoso.com', 'unknown'],
      ],
    );
    assert.equal(skipped, 0);
  });
});
