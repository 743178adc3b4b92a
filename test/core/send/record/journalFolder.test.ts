import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { JournalStore, PartMark } from '../../../../src/core/host.ts';
import { openJournal } from '../../../../src/core/journal/journal.ts';
import { systemClock } from '../../../../src/core/send/clock.ts';
import { openJournalFolder } from '../../../../src/core/send/record/journalFolder.ts';

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'graph-http-journal-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

function run(t: TestContext, fixture: string, ...args: readonly string[]): ChildProcess {
  const path = fileURLToPath(new URL(`../fixtures/${fixture}.ts`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

function appender(
  t: TestContext,
  ...args: readonly string[]
): { child: ChildProcess; written: () => number } {
  const child = run(t, 'appendLines', ...args);
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  return { child, written: () => text.split('\n').length - 1 };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
}

async function linesOf(store: JournalStore): Promise<readonly string[]> {
  return (await store.read()).flatMap(({ lines }) => lines);
}

/** The path of the only file in a folder. */
async function onlyFile(path: string): Promise<string> {
  const names = await readdir(path);
  assert.equal(names.length, 1, names.join());
  return join(path, names[0] ?? '');
}

suite('the folder of the journal', () => {
  test('is made with its file, for nobody else to read', async (t) => {
    const path = join(await folder(t), 'a', 'b');
    const store = openJournalFolder(path);
    assert.deepEqual(await store.read(), []);
    await store.append('one');
    await store.append('zwei ✓');
    assert.deepEqual(await linesOf(openJournalFolder(path)), ['one', 'zwei ✓']);
    if (process.platform === 'win32') return;
    assert.equal((await stat(path)).mode & 0o777, 0o700);
    assert.equal((await stat(await onlyFile(path))).mode & 0o777, 0o600);
  });

  test('takes no line with a break in it', async (t) => {
    const store = openJournalFolder(await folder(t));
    await assert.rejects(store.append('a\nb'), RangeError);
    await assert.rejects(store.append('a\r'), RangeError);
    assert.deepEqual(await store.read(), []);
  });

  test('leaves a torn last line out, and does not add to it', async (t) => {
    const path = await folder(t);
    const store = openJournalFolder(path);
    await store.append('one');
    await appendFile(await onlyFile(path), 'tw');
    assert.deepEqual(await linesOf(store), ['one']);
    await store.append('three');
    assert.deepEqual(await linesOf(store), ['one', 'tw', 'three']);
    await appendFile(await onlyFile(path), Buffer.from('fünf\n').subarray(0, 2));
    assert.equal((await linesOf(store)).at(-1), 'three');
  });

  test('loses the lines that are not to be kept, with nothing left beside it', async (t) => {
    const path = await folder(t);
    const store = openJournalFolder(path);
    await store.append('one');
    await store.append('two');
    const [part] = await store.read();
    await store.keepOnly(part?.name ?? '', (line) => line !== 'one');
    assert.deepEqual(await linesOf(store), ['two']);
    await onlyFile(path);
    await store.keepOnly(part?.name ?? '', () => false);
    assert.deepEqual(await readdir(path), []);
    await store.append('again');
    assert.deepEqual(await linesOf(store), ['again']);
  });

  test('is read on from where it was read to, whoever wrote meanwhile', async (t) => {
    const path = await folder(t);
    const store = openJournalFolder(path);
    const other = openJournalFolder(path);
    const marks = new Map<string, PartMark>();
    const readOn = async () => {
      const tails = await store.readOn(marks);
      for (const { name, mark } of tails) marks.set(name, mark);
      return tails.map(({ goesOn, lines }) => [goesOn, ...lines]).sort();
    };
    assert.deepEqual(await readOn(), []);
    await store.append('one ✓');
    assert.deepEqual(await readOn(), [[false, 'one ✓']]);
    assert.deepEqual(await readOn(), [[true]]);
    await store.append('two');
    await other.append('theirs');
    assert.deepEqual(await readOn(), [
      [false, 'theirs'],
      [true, 'two'],
    ]);
    // Half a line is read when it is whole.
    const own = (await store.read()).find(({ writer }) => writer === 'own')?.name ?? '';
    await appendFile(join(path, own), Buffer.from('fünf\n').subarray(0, 2));
    assert.deepEqual(await readOn(), [[true], [true]]);
    await appendFile(join(path, own), Buffer.from('fünf\n').subarray(2));
    assert.deepEqual(await readOn(), [[true], [true, 'fünf']]);
    // Another file in its place is read from its beginning, though it became as long.
    await store.keepOnly(own, (line) => line !== 'two');
    await store.append('a longer line than the one that went');
    assert.deepEqual(await readOn(), [
      [false, 'one ✓', 'fünf', 'a longer line than the one that went'],
      [true],
    ]);
  });

  test('takes calls that are made at once in their order, also when lines go meanwhile', async (t) => {
    const store = openJournalFolder(await folder(t));
    await store.append('drop');
    const name = (await store.read())[0]?.name ?? '';
    const appended = Array.from({ length: 50 }, async (_, i) => {
      if (i % 9 === 0) void store.keepOnly(name, (line) => line !== 'drop');
      await store.append(String(i));
    });
    await Promise.all(appended);
    assert.deepEqual(
      await linesOf(store),
      Array.from({ length: 50 }, (_, i) => String(i)),
    );
  });

  test('goes on after a failure', async (t) => {
    const path = join(await folder(t), 'f');
    await writeFile(path, 'a file is no folder');
    const store = openJournalFolder(path);
    await assert.rejects(store.append('one'));
    await assert.rejects(store.read());
    await rm(path);
    await store.append('now it is');
    assert.deepEqual(await linesOf(store), ['now it is']);
  });

  test('is never cleaned outside itself', async (t) => {
    const path = await folder(t);
    const outside = join(path, 'outside.jsonl');
    await writeFile(outside, 'mine\n');
    const store = openJournalFolder(join(path, 'history'));
    await store.append('one');
    await store.keepOnly('../outside.jsonl', () => false);
    assert.equal((await stat(outside)).size, 5);
  });

  test('takes over the file of an earlier version', async (t) => {
    const path = await folder(t);
    const earlier = join(path, 'journal.jsonl');
    await writeFile(earlier, 'old\n');
    const store = openJournalFolder(join(path, 'history'), earlier);
    const [part] = await store.read();
    assert.deepEqual([part?.lines, part?.writer], [['old'], 'ended']);
    await assert.rejects(stat(earlier));
  });

  test('loses what a process was writing when it ended, once that is old', async (t) => {
    const path = await folder(t);
    const store = openJournalFolder(path);
    await store.append('one');
    const name = (await readdir(path))[0] ?? '';
    const day = new Date(Date.now() - 86_400_000);
    await writeFile(join(path, 'old.jsonl.1.tmp'), 'x');
    await utimes(join(path, 'old.jsonl.1.tmp'), day, day);
    await writeFile(join(path, 'new.jsonl.1.tmp'), 'x');
    await store.keepOnly(name, () => true);
    assert.deepEqual((await readdir(path)).sort(), [name, 'new.jsonl.1.tmp'].sort());
  });

  test('tells when another process adds a line, and stops telling', async (t) => {
    const path = await folder(t);
    let told = 0;
    const watching = openJournalFolder(path).watch(() => told++);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const other = openJournalFolder(path);
    await other.append('one');
    for (let i = 0; i < 100 && told === 0; i++) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(told > 0);
    watching.dispose();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = told;
    await other.append('two');
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(told, before);
  });
});

suite('who writes a part', () => {
  test('is another process as long as it runs, and nobody once it ended', async (t) => {
    const path = await folder(t);
    const child = run(t, 'beginOnly', path);
    await once(child.stdout ?? child, 'data');
    const store = openJournalFolder(path);
    assert.deepEqual(
      (await store.read()).map(({ writer, busy }) => [writer, busy]),
      [['live', true]],
    );
    const file = await onlyFile(path);
    const { size } = await stat(file);
    for (const { name } of await store.read()) await store.keepOnly(name, () => false);
    assert.equal((await stat(file)).size, size, 'nobody takes lines from a process that runs');
    await kill(child);
    assert.equal((await store.read())[0]?.writer, 'ended');
    for (const { name } of await store.read()) await store.keepOnly(name, () => false);
    assert.deepEqual(await readdir(path), []);
  });

  test('is nobody where its number belongs to a younger process', {
    skip: process.platform !== 'linux',
  }, async (t) => {
    const path = await folder(t);
    await openJournalFolder(path).append('one');
    const file = await onlyFile(path);
    assert.equal((await openJournalFolder(path).read())[0]?.writer, 'live');
    const [time, pid, , ...rest] = (await readdir(path)).join().split('-');
    await rename(file, join(path, [time, pid, '00112233', ...rest].join('-')));
    assert.equal((await openJournalFolder(path).read())[0]?.writer, 'ended');
  });

  test('may be somebody on another computer until it was silent for long', async (t) => {
    const path = await folder(t);
    const name = '1700000000000-1-00112233-0badcafe-00000000.jsonl';
    await writeFile(join(path, name), 'one\n');
    const store = openJournalFolder(path);
    assert.deepEqual(
      (await store.read()).map(({ writer, busy }) => [writer, busy]),
      [['live', true]],
    );
    const hour = new Date(Date.now() - 3_600_000);
    await utimes(join(path, name), hour, hour);
    assert.deepEqual(
      (await store.read()).map(({ writer, busy }) => [writer, busy]),
      [['live', false]],
    );
    const month = new Date(Date.now() - 30 * 86_400_000);
    await utimes(join(path, name), month, month);
    assert.equal((await store.read())[0]?.writer, 'ended');
  });
});

suite('several processes', () => {
  test('do not tear or lose lines, also while some of them tidy', async (t) => {
    const path = await folder(t);
    const appenders = [
      appender(t, path, 'a', '60'),
      appender(t, path, 'b', '60', '7'),
      appender(t, path, 'c', '60', '3'),
    ];
    await Promise.all(appenders.map(({ child }) => once(child, 'close')));
    const lines = (await linesOf(openJournalFolder(path))).filter((line) => !line.startsWith('drop'));
    const expected = ['a', 'b', 'c'].flatMap((name) =>
      Array.from({ length: 60 }, (_, i) => `${name} ${i} ${'x'.repeat(500)} end`),
    );
    assert.deepEqual([...lines].sort(), expected.sort());
  });

  test('that are killed leave whole lines, every one that they reported', async (t) => {
    const path = await folder(t);
    const reported = new Map<string, number>();
    for (let round = 0; round < 8; round++) {
      const { child, written } = appender(t, path, `k${round}`, 'Infinity', String(round % 3));
      while (written() < 5 + round) await new Promise((resolve) => setTimeout(resolve, 2));
      await kill(child);
      reported.set(`k${round}`, written());
    }
    const lines = (await linesOf(openJournalFolder(path))).filter((line) => !line.startsWith('drop'));
    for (const line of lines) assert.match(line, /^k\d \d+ x{500} end$/);
    for (const [name, count] of reported) {
      const numbers = lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.split(' ')[1]);
      assert.deepEqual(
        numbers.slice(0, count),
        Array.from({ length: count }, (_, i) => String(i)),
      );
    }
  });

  test('killed in the middle of a send leave an entry that reads as unknown', async (t) => {
    const path = await folder(t);
    const child = run(t, 'beginOnly', path);
    await once(child.stdout ?? child, 'data');
    const journal = openJournal(openJournalFolder(path), systemClock);
    const states = async () =>
      (await journal.entries()).entries.map(({ state, account, interrupted = false }) => [
        account,
        state,
        interrupted,
      ]);
    assert.deepEqual(await states(), [
      ['done@contoso.com', 'changed', false],
      ['open@contoso.com', 'sending', false],
    ]);
    await kill(child);
    await appendFile(await onlyFile(path), '{"v":2,"type":"begin","id":"torn');
    assert.deepEqual(await states(), [
      ['done@contoso.com', 'changed', false],
      ['open@contoso.com', 'unknown', true],
    ]);
    assert.equal((await journal.entries()).skipped, 0);
  });
});
