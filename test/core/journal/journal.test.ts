import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { LineStore } from '../../../src/core/host.ts';
import { type JournalBegin, openJournal, readJournal } from '../../../src/core/journal/journal.ts';

const BEGIN: JournalBegin = {
  request: {
    method: 'PATCH',
    url: 'https://graph.microsoft.com/v1.0/me',
    headers: [{ name: 'Authorization', value: 'Bearer •••' }],
    body: '{"a":1}',
  },
  environment: 'global',
  account: 'adele@contoso.com',
};

/** A store in memory. */
function memory(lines: string[] = []): LineStore & { lines: string[] } {
  const store = {
    lines,
    readLines: async () => [...store.lines],
    appendLine: async (line: string) => {
      store.lines.push(line);
    },
    rewrite: async (next: readonly string[]) => {
      store.lines = [...next];
    },
  };
  return store;
}

function clock(start = 1_000) {
  let now = start;
  return { now: () => now++, sleep: async () => {} };
}

suite('a journal', () => {
  test('keeps what was sent and what came of it', async () => {
    const store = memory();
    const journal = openJournal(store, clock());
    const id = await journal.begin(BEGIN);
    assert.equal(store.lines.length, 1);
    assert.equal((await journal.entries()).entries[0]?.state, 'sending');
    await journal.complete(id, {
      kind: 'object',
      status: 200,
      requestId: 'r',
      clientRequestId: 'c',
      duration: 12,
    });
    const { entries, skipped } = await openJournal(store, clock()).entries();
    assert.equal(skipped, 0);
    assert.deepEqual(entries, [
      {
        id,
        time: 1_000,
        ...BEGIN,
        state: 'object',
        result: { kind: 'object', status: 200, requestId: 'r', clientRequestId: 'c', duration: 12 },
      },
    ]);
  });

  test('reads an entry without an end as unknown, after a restart', async () => {
    const store = memory();
    const journal = openJournal(store, clock());
    const first = await journal.begin(BEGIN);
    await journal.begin(BEGIN);
    await journal.complete(first, { kind: 'refused', status: 403, code: 'x' });
    assert.deepEqual(
      (await journal.entries()).entries.map(({ state }) => state),
      ['refused', 'sending'],
    );
    assert.deepEqual(
      (await openJournal(store, clock()).entries()).entries.map(({ state }) => state),
      ['refused', 'unknown'],
    );
  });

  test('writes before it resolves, and fails where the store fails', async () => {
    const store = memory();
    store.appendLine = async () => {
      throw new Error('disk full');
    };
    await assert.rejects(openJournal(store, clock()).begin(BEGIN), /disk full/);
    assert.deepEqual((await openJournal(store, clock()).entries()).entries, []);
  });

  test('leaves broken lines out and counts them', async () => {
    const store = memory();
    const journal = openJournal(store, clock());
    await journal.complete(await journal.begin(BEGIN), { kind: 'changed', status: 204 });
    const [begin = '', end = ''] = store.lines;
    const broken = [
      '',
      '{',
      'null',
      '[]',
      '{"v":2}',
      begin.slice(0, 40),
      begin.replace('"account"', '"acount"'),
      begin.replace('"PATCH"', '7'),
      end.replace('"changed"', '"no"'),
      '{"v":1,"type":"end","id":"nobody","time":1,"kind":"object"}',
      '{"v":1,"type":"other","id":"x","time":1}',
    ];
    const { entries, skipped } = readJournal([...broken, begin, ...broken, end]);
    assert.equal(skipped, broken.length * 2);
    assert.deepEqual(
      entries.map(({ state }) => state),
      ['changed'],
    );
  });

  test('takes lines that are there twice once', async () => {
    const store = memory();
    const journal = openJournal(store, clock());
    await journal.complete(await journal.begin(BEGIN), { kind: 'changed', status: 204 });
    const { entries, skipped } = readJournal([...store.lines, ...store.lines]);
    assert.deepEqual([entries.length, skipped, entries[0]?.state], [1, 0, 'changed']);
  });

  test('drops the oldest entries where there is too much, never one that still runs', async () => {
    const store = memory();
    const journal = openJournal(store, clock(), { maxSize: 5_000, maxBody: 1_000 });
    const running = await journal.begin(BEGIN);
    const ids: string[] = [];
    for (let i = 0; i < 40; i++) {
      const id = await journal.begin(BEGIN);
      ids.push(id);
      await journal.complete(id, { kind: 'object', status: 200 });
      assert.ok(store.lines.join('').length < 6_000);
    }
    const { entries } = await journal.entries();
    const kept = entries.map(({ id }) => id);
    assert.ok(kept.includes(running));
    assert.equal(kept.at(-1), ids.at(-1));
    assert.ok(kept.length > 3 && kept.length < 15, String(kept.length));
    assert.deepEqual(
      kept.filter((id) => id !== running),
      ids.slice(-(kept.length - 1)),
    );
    assert.ok(entries.every(({ id, state }) => state === (id === running ? 'sending' : 'object')));
  });

  test('goes on where a compaction fails', async () => {
    const store = memory();
    store.rewrite = async () => {
      throw new Error('locked');
    };
    const journal = openJournal(store, clock(), { maxSize: 100, maxBody: 1_000 });
    for (let i = 0; i < 3; i++)
      await journal.complete(await journal.begin(BEGIN), { kind: 'object', status: 200 });
    assert.equal((await journal.entries()).entries.length, 3);
  });

  test('shortens long bodies', async () => {
    const store = memory();
    await openJournal(store, clock(), { maxSize: 1e6, maxBody: 10 }).begin({
      ...BEGIN,
      request: { ...BEGIN.request, body: 'x'.repeat(50) },
    });
    assert.equal(
      (await openJournal(store, clock()).entries()).entries[0]?.request.body,
      `${'x'.repeat(10)}…`,
    );
  });

  test('reads any lines without throwing', () => {
    const line = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          v: fc.constant(1),
          type: fc.constantFrom('begin', 'end'),
          id: fc.string(),
          time: fc.integer(),
          kind: fc.constantFrom('object', 'nothing'),
          request: fc.jsonValue(),
        })
        .map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        const { entries, skipped } = readJournal(lines);
        return entries.length + skipped <= lines.length;
      }),
      { numRuns: 300 },
    );
  });
});
