import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { JournalStore } from '../../../src/core/host.ts';
import {
  JOURNAL_SETTINGS,
  type JournalBegin,
  type JournalOutline,
  type JournalSettings,
} from '../../../src/core/journal/entry.ts';
import { type Journal, openJournal } from '../../../src/core/journal/journal.ts';
import { parseLine, readParts } from '../../../src/core/journal/lines.ts';
import { openJournalFolder } from '../../../src/core/send/record/journalFolder.ts';
import { memoryStore } from '../../support/journal.ts';

const BEGIN: JournalBegin = {
  request: {
    method: 'PATCH',
    url: 'https://graph.microsoft.com/v1.0/me',
    headers: [{ name: 'Authorization', value: 'Bearer •••' }],
    body: '{"a":1}',
  },
  environment: 'global',
  account: 'adele@contoso.com',
  scopes: ['User.ReadWrite'],
};

/** The lines of a process that is gone. */
function read(lines: readonly string[]) {
  return readParts([{ name: 'a', lines, writer: 'ended', busy: false }], new Set());
}

function limits(some: Partial<JournalSettings>): () => JournalSettings {
  return () => ({ ...JOURNAL_SETTINGS, ...some });
}

/** Sends one request and gives its entry's id. */
async function sent(journal: Journal): Promise<string> {
  const id = await journal.begin(BEGIN);
  await journal.complete(id, { kind: 'object', status: 200 });
  return id;
}

function clock(start = 1_000) {
  let now = start;
  return { now: () => now++, sleep: async () => {} };
}

suite('a journal', () => {
  test('keeps what was sent and what came of it', async () => {
    const store = memoryStore();
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
    const store = memoryStore();
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
    const store = memoryStore();
    store.append = async () => {
      throw new Error('disk full');
    };
    await assert.rejects(openJournal(store, clock()).begin(BEGIN), /disk full/);
    assert.deepEqual((await openJournal(store, clock()).entries()).entries, []);
  });

  test('has an outline of the same entries, of which each line is read once', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'graph-http-outline-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const store = openJournalFolder(folder);
    let texts = 0;
    const counted: JournalStore = {
      read: () => store.read(),
      readOn: async (known) => {
        const tails = await store.readOn(known);
        texts += tails.flatMap(({ lines }) => lines).length;
        return tails;
      },
      append: (line) => store.append(line),
      keepOnly: (name, keeps) => store.keepOnly(name, keeps),
      setBusy: (busy) => store.setBusy(busy),
      watch: (listener) => store.watch(listener),
    };
    const journal = openJournal(counted, clock());
    const other = openJournal(openJournalFolder(folder), clock(500));
    const same = async () => {
      const { entries } = await journal.entries();
      const outline = await journal.outline();
      const part = ({ id, time, state, request, result }: JournalOutline) => [
        ...[id, time, state, request.method, request.url, result?.kind, result?.duration],
      ];
      assert.deepEqual(outline.map(part), entries.map(part));
      assert.ok(!JSON.stringify(outline).includes('secret of the body'));
      return outline;
    };
    assert.deepEqual(await same(), []);
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) {
      const id = await journal.begin({ ...BEGIN, request: { ...BEGIN.request, body: 'secret of the body' } });
      await same();
      const answer = { status: 200, headers: [], body: 'secret of the body', size: 9 };
      await journal.complete(id, { kind: 'object', status: 200, duration: 7, answer });
      await journal.addReadAfter(id, { body: 'secret of the body' });
      ids.push(id, await sent(other));
      await same();
    }
    assert.equal(texts, 3 * 5, 'no line is read twice');
    await journal.delete([ids[0] ?? '', ids[1] ?? '']);
    const left = await same();
    assert.deepEqual(left.map(({ id }) => id).sort(), ids.slice(2).sort());
    // At once, as pages ask for it.
    const [one, two] = await Promise.all([journal.outline(), journal.outline()]);
    assert.deepEqual(one, two);
  });

  test('leaves broken lines out and counts them', async () => {
    const store = memoryStore();
    const journal = openJournal(store, clock());
    await journal.complete(await journal.begin(BEGIN), { kind: 'changed', status: 204 });
    const [begin = '', end = ''] = store.lines;
    const broken = [
      '',
      '{',
      'null',
      '[]',
      '{"v":2}',
      begin.replace('"scopes"', '"scopes":[7],"scopes_"'),
      begin.replace('"v":2', '"v":3'),
      '{"v":2,"type":"delete","id":"x","time":1}',
      end.replace('"status"', '"answer":{"status":"200"},"status"'),
      begin.slice(0, 40),
      begin.replace('"account"', '"acount"'),
      begin.replace('"PATCH"', '7'),
      end.replace('"changed"', '"no"'),
      '{"v":1,"type":"end","id":"nobody","time":1,"kind":"object"}',
      '{"v":1,"type":"other","id":"x","time":1}',
    ];
    const { entries, skipped } = read([...broken, begin, ...broken, end]);
    assert.equal(skipped, broken.length * 2);
    assert.deepEqual(
      entries.map(({ state }) => state),
      ['changed'],
    );
  });

  test('takes lines that are there twice once', async () => {
    const store = memoryStore();
    const journal = openJournal(store, clock());
    await journal.complete(await journal.begin(BEGIN), { kind: 'changed', status: 204 });
    const { entries, skipped } = read([...store.lines, ...store.lines]);
    assert.deepEqual([entries.length, skipped, entries[0]?.state], [1, 0, 'changed']);
  });

  test('drops the oldest entries where there is too much, never one that is open', async () => {
    const store = memoryStore();
    const small = openJournal(store, clock(), limits({ maxSize: 5_000 }));
    const open = await small.begin(BEGIN);
    const ids: string[] = [];
    for (let i = 0; i < 40; i++) ids.push(await sent(small));
    // Every process looks at the limits with its first send.
    const last = openJournal(store, clock(2_000), limits({ maxSize: 5_000 }));
    ids.push(await sent(last));
    assert.ok(store.lines.join('').length < 5_000, String(store.lines.join('').length));
    const kept = (await last.entries()).entries.map(({ id }) => id);
    assert.ok(kept.length > 3 && kept.length < 20, String(kept.length));
    assert.deepEqual(kept, [open, ...ids.slice(1 - kept.length)]);
  });

  test('drops entries of others that ended, and none of those that run', async () => {
    const other = memoryStore();
    const theirs = openJournal(other, clock());
    const [done, open] = [await sent(theirs), await theirs.begin(BEGIN)];
    for (const writer of ['live', 'ended'] as const) {
      const store = memoryStore([], [{ name: 'a', lines: other.lines, writer, busy: false }]);
      const mine = await sent(openJournal(store, clock(10 * 86_400_000), limits({ maxAge: 86_400_000 })));
      const ids = (await openJournal(store, clock()).entries()).entries.map(({ id }) => id);
      assert.deepEqual(ids.toSorted(), (writer === 'live' ? [done, open, mine] : [open, mine]).toSorted());
    }
  });

  test('drops what is too old', async () => {
    const store = memoryStore();
    let now = 0;
    const time = { ...clock(), now: () => now };
    await sent(openJournal(store, time));
    const open = await openJournal(store, time).begin(BEGIN);
    now = 2 * 86_400_000;
    const last = await sent(openJournal(store, time, limits({ maxAge: 86_400_000 })));
    assert.deepEqual(
      (await openJournal(store, time).entries()).entries.map(({ id }) => id),
      [open, last],
    );
  });

  test('deletes for good, and hides what another process still has', async () => {
    const other = memoryStore();
    const theirs = await sent(openJournal(other, clock()));
    const live = { name: 'a', lines: other.lines, writer: 'live', busy: true } as const;
    const store = memoryStore([], [live]);
    const journal = openJournal(store, clock());
    const [first, second] = [await sent(journal), await sent(journal)];
    await journal.delete([first, theirs]);
    assert.deepEqual(
      (await journal.entries()).entries.map(({ id }) => id),
      [second],
    );
    assert.ok(!store.lines.some((line) => parseLine(line)?.type !== 'delete' && line.includes(first)));
    assert.equal(store.others[0]?.lines.length, 2, 'a running process is not meddled with');
    // An hour after that process has ended, neither the entry nor its deletion is left.
    store.others[0] = { ...live, writer: 'ended' };
    const later = openJournal(store, clock(2 * 3_600_000));
    await sent(later);
    assert.equal(store.others[0]?.lines.length, 0);
    await later.delete([second]);
    assert.ok(!store.lines.some((line) => line.includes(theirs)));
  });

  test('remembers that a person was told, by whatever process', async () => {
    const store = memoryStore();
    const id = await openJournal(store, clock()).begin(BEGIN);
    const journal = openJournal(store, clock());
    assert.equal((await journal.entries()).entries[0]?.seen, undefined);
    await journal.markSeen([id]);
    assert.equal((await openJournal(store, clock()).entries()).entries[0]?.seen, true);
  });

  test('keeps the request line alone while it is off, and nothing once the answer is there', async () => {
    const store = memoryStore();
    const journal = openJournal(store, clock(), limits({ enabled: false }));
    const url = 'https://graph.microsoft.com/v1.0/me?$select=id&secret=x#y';
    const id = await journal.begin({ ...BEGIN, request: { ...BEGIN.request, url } });
    assert.deepEqual((await openJournal(store, clock()).entries()).entries, [
      {
        id,
        time: 1_000,
        request: { method: 'PATCH', url: 'https://graph.microsoft.com/v1.0/me', headers: [] },
        environment: 'global',
        account: '',
        bare: true,
        state: 'unknown',
      },
    ]);
    await journal.complete(id, { kind: 'object', status: 200 });
    assert.deepEqual((await journal.entries()).entries, []);
    assert.ok(!store.lines.join('').includes('graph.microsoft.com'));
    const open = await journal.begin(BEGIN);
    await journal.complete(open, { kind: 'unknown', code: 'answer-lost', message: 'Lost.' });
    assert.deepEqual(
      (await journal.entries()).entries.map(({ state, result }) => [state, result?.message]),
      [['unknown', 'Lost.']],
    );
  });

  test('keeps answers cut to size, or not at all', async () => {
    const answer = { status: 200, headers: [], body: 'x'.repeat(50), size: 50 };
    for (const [responses, kept] of [
      [true, { ...answer, body: 'x'.repeat(10), cut: true }],
      [false, undefined],
    ] as const) {
      const journal = openJournal(memoryStore(), clock(), limits({ maxBody: 10, responses }));
      const id = await journal.begin(BEGIN);
      await journal.complete(id, { kind: 'object', answer });
      await journal.addReadAfter(id, { body: answer.body, etag: 'W/"1"' });
      const [entry] = (await journal.entries()).entries;
      assert.deepEqual(entry?.result?.answer, kept);
      assert.deepEqual(entry?.readAfter, kept && { body: kept.body, etag: 'W/"1"', cut: true });
    }
  });

  test('leaves lines of a newer version alone', async () => {
    const newer = '{"v":3,"type":"begin","sealed":true}';
    const store = memoryStore([newer, '{"v":2,"type":"strange"}', 'torn']);
    await sent(openJournal(store, clock()));
    assert.ok(store.lines.includes(newer));
    assert.equal(store.lines.length, 3);
  });

  test('tells of its changes until nobody listens', async () => {
    let told = 0;
    const journal = openJournal(memoryStore(), clock());
    const listening = journal.onDidChange(() => told++);
    await sent(journal);
    assert.equal(told, 2);
    listening.dispose();
    await sent(journal);
    assert.equal(told, 2);
  });

  test('goes on where a compaction fails', async () => {
    const store = memoryStore();
    store.keepOnly = async () => {
      throw new Error('locked');
    };
    const journal = openJournal(store, clock(), limits({ maxSize: 100 }));
    for (let i = 0; i < 3; i++)
      await journal.complete(await journal.begin(BEGIN), { kind: 'object', status: 200 });
    assert.equal((await journal.entries()).entries.length, 3);
  });

  test('shortens long bodies', async () => {
    const store = memoryStore();
    await openJournal(store, clock(), limits({ maxBody: 10 })).begin({
      ...BEGIN,
      request: { ...BEGIN.request, body: 'x'.repeat(50) },
    });
    const [entry] = (await openJournal(store, clock()).entries()).entries;
    assert.deepEqual([entry?.request.body, entry?.cut], ['x'.repeat(10), true]);
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
        const { entries, skipped } = read(lines);
        return entries.length + skipped <= lines.length;
      }),
      { numRuns: 300 },
    );
  });
});
