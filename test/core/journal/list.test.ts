import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { JournalEntry } from '../../../src/core/journal/entry.ts';
import {
  byDay,
  dayLabel,
  matching,
  outcomeCode,
  outcomeWords,
  shortPath,
} from '../../../src/core/journal/list.ts';

const NOON = new Date(2026, 10, 26, 12).getTime();
const HOUR = 3_600_000;

function entry(id: string, more: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id,
    time: NOON,
    request: { method: 'PATCH', url: 'https://graph.microsoft.com/v1.0/me', headers: [] },
    environment: 'global',
    account: 'adele@contoso.com',
    state: 'object',
    ...more,
  };
}

suite('entries by day', () => {
  test('are the newest first, with days as the calendar cuts them', () => {
    const times = [-60 * HOUR, -13 * HOUR, -11 * HOUR, 0, HOUR];
    const days = byDay(times.map((time, at) => entry(String(at), { time: NOON + time })));
    assert.deepEqual(
      days.map(({ key, entries }) => [dayLabel(key, NOON, 'en-GB'), entries.map(({ id }) => id).join('')]),
      [
        ['Today', '432'],
        ['Yesterday', '1'],
        ['Tuesday 24 November', '0'],
      ],
    );
  });

  test('say the year where it is another one', () => {
    assert.equal(dayLabel('2025-11-26', NOON, 'en-GB'), 'Wednesday, 26 November 2025');
    assert.equal(dayLabel('2025-12-31', new Date(2026, 0, 1, 1).getTime()), 'Yesterday');
  });
});

suite('a filter', () => {
  const entries = [
    entry('1', { origin: { uri: 'file:///w/users.graph.http', line: 1, title: 'Rename Adele' } }),
    entry('2', { environment: 'sandbox', account: 'someone', state: 'changed' }),
    entry('3', { state: 'refused', result: { kind: 'refused', status: 403, code: 'Authorization_Denied' } }),
    entry('4', { state: 'unknown' }),
    entry('5', { state: 'sending' }),
  ];
  const ids = (filter: Parameters<typeof matching>[1]) =>
    matching(entries, filter)
      .map(({ id }) => id)
      .join('');

  test('lets everything through that it says nothing about', () => {
    assert.equal(ids({}), '12345');
    assert.equal(ids({ text: '  ' }), '12345');
  });

  test('looks for all words, in request, file, account and outcome, without case', () => {
    assert.equal(ids({ text: 'rename' }), '1');
    assert.equal(ids({ text: 'PATCH users.graph' }), '1');
    assert.equal(ids({ text: 'authorization_denied' }), '3');
    assert.equal(ids({ text: '403' }), '3');
    assert.equal(ids({ text: 'ADELE' }), '1345');
    assert.equal(ids({ text: 'adele nothing' }), '');
  });

  test('knows environments and outcomes', () => {
    assert.equal(ids({ environment: 'sandbox' }), '2');
    assert.equal(ids({ outcome: 'done' }), '12');
    assert.equal(ids({ outcome: 'unknown' }), '4');
    assert.equal(ids({ outcome: 'sending', environment: 'sandbox' }), '');
  });
});

test('a path in short is its resource', () => {
  const guid = '7fd6431c-431c-7fd6-1c43-d67f1c43d67f';
  for (const [url, short] of [
    [`https://graph.microsoft.com/v1.0/users/${guid}`, 'users/7fd6…'],
    [`http://127.0.0.1:4321/beta/identity/apiConnectors/${guid}?$select=id`, 'apiConnectors/7fd6…'],
    [
      `/v1.0/servicePrincipals(appId='${guid}')/microsoft.graph.agentIdentity`,
      "servicePrincipals(appId='7fd6…')/agentIdentity",
    ],
    ['https://graph.microsoft.com', ''],
    ['', ''],
  ] as const) {
    assert.equal(shortPath(url), short);
  }
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (url) => shortPath(url).length <= 80));
});

test('outcomes are said in a few words', () => {
  const words = (state: JournalEntry['state'], result?: JournalEntry['result']) =>
    outcomeWords({ state, ...(result ? { result } : {}) });
  assert.equal(words('object', { kind: 'object', status: 200 }), '200');
  assert.equal(words('refused', { kind: 'refused', status: 403, code: 'Denied' }), 'refused: 403 Denied');
  assert.equal(outcomeCode({ state: 'refused', result: { kind: 'refused', status: 403 } }), '403');
  assert.equal(words('not-sent'), 'not sent');
  assert.equal(words('unknown'), 'outcome unknown');
  assert.equal(words('sending'), 'sending…');
});
