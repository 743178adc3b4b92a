import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openJournal } from '../../../../src/core/journal/journal.ts';
import { systemClock } from '../../../../src/core/send/clock.ts';
import { openJournalFolder } from '../../../../src/core/send/record/journalFolder.ts';
import { sandboxServer } from '../world.ts';

const FIXTURE = fileURLToPath(new URL('../fixtures/sendLoop.ts', import.meta.url));

/** Milliseconds that an answer takes: long enough to be killed before it, now and then. */
const SLOW = 4;

async function world(t: TestContext, maxSize: number) {
  const folder = await mkdtemp(join(tmpdir(), 'graph-http-kill-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  /** Names of requests that the server got, and of those that it answered. */
  const got: string[] = [];
  let onGot = (_count: number) => {};
  const server = await sandboxServer(t, ({ url }, response) => {
    got.push(url.slice(url.lastIndexOf('/') + 1));
    onGot(got.length);
    setTimeout(() => response.writeHead(204).end(), SLOW);
  });
  const sender = (name: string) => {
    const child = spawn(process.execPath, [FIXTURE, folder, `${server.port}`, name, `${maxSize}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    t.after(() => child.kill('SIGKILL'));
    return child;
  };
  /** Lets a sender run until the server got some requests, and then some milliseconds; then kills it. */
  const killed = async (name: string, after: number, later: number): Promise<void> => {
    const child = sender(name);
    const from = got.length;
    await new Promise<void>((resolve) => {
      onGot = (count) => count - from >= after && resolve();
    });
    if (later > 0) await new Promise((resolve) => setTimeout(resolve, later));
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  };
  const entries = async () => {
    const journal = openJournal(openJournalFolder(folder), systemClock);
    const content = await journal.entries();
    return {
      skipped: content.skipped,
      entries: content.entries.map((entry) => ({ ...entry, name: entry.request.url.replace(/.*\//, '') })),
    };
  };
  return { got, killed, sender, entries };
}

suite('a process that is killed while it sends', () => {
  test('has everything in the journal that the server saw, at whatever moment it ends', async (t) => {
    const { got, killed, entries } = await world(t, 10_000_000);
    const rounds = 14;
    // At the moment when the server got a request, and from then on through its answer, the end of the entry
    // and the beginning of the next one.
    for (let round = 0; round < rounds; round++) await killed(`r${round}`, 1 + (round % 4), round);
    const { entries: kept, skipped } = await entries();
    const names = kept.map(({ name }) => name);
    for (const name of got) assert.ok(names.includes(name), `${name} was sent and is not in the journal`);
    assert.equal(skipped, 0);
    assert.equal(new Set(names).size, names.length, 'no entry is there twice');
    const open = kept.filter(({ state }) => state === 'unknown');
    assert.ok(open.length > 0 && open.length <= rounds, `${open.length} open entries`);
    assert.ok(open.every(({ interrupted }) => interrupted));
    assert.ok(kept.every(({ state }) => state === 'unknown' || state === 'changed'));
    // Where there is an end, the server had answered: no outcome is invented.
    for (const { name, state } of kept) if (state === 'changed') assert.ok(got.includes(name), name);
  });

  test('while it makes room loses no entry that is open, its own or another’s', async (t) => {
    // Room for few entries, so that every look at the limits takes some out, of the dead too.
    const { got, killed, sender, entries } = await world(t, 40_000);
    const neighbour = sender('neighbour');
    const open = new Map<string, true>();
    for (let round = 0; round < 8; round++) {
      await killed(`r${round}`, 135 + round * 3, round % 3);
      for (const { name, state } of (await entries()).entries) if (state === 'unknown') open.set(name, true);
    }
    neighbour.kill('SIGKILL');
    await once(neighbour, 'close');
    const { entries: kept } = await entries();
    const names = new Set(kept.map(({ name }) => name));
    assert.ok(kept.length < got.length / 2, 'there was something to take out');
    for (const name of open.keys()) assert.ok(names.has(name), `${name} was open and is gone`);
    // The last request of each sender is the one whose end may be missing: it is there in any case.
    for (let round = 0; round < 8; round++) {
      const last = got.findLast((name) => name.startsWith(`r${round}-`)) ?? '';
      const state = kept.find(({ name }) => name === last)?.state;
      assert.ok(state !== undefined || !open.has(last), last);
    }
    assert.ok(names.has(got.findLast((name) => name.startsWith('neighbour-')) ?? ''));
  });
});
