import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { OutcomeBrief } from '../../../src/core/send/brief.ts';
import type { RunItem, RunSummary } from '../../../src/core/send/run.ts';
import { runPage } from '../../../src/core/send/runText.ts';

const TOKEN = `eyJhbGciOiJSUzI1NiJ9.${'e30'.repeat(12)}.${'x'.repeat(40)}`;

function summary(...steps: readonly (readonly [title: string, brief?: OutcomeBrief])[]): RunSummary<RunItem> {
  return {
    begun: 1000,
    ended: 2240,
    steps: steps.map(([title, brief]) => ({
      item: { title, needs: [] },
      ...(brief === undefined ? {} : { brief }),
    })),
  };
}

suite('the page of a run', () => {
  test('lists each request with its outcome, in columns, and what was said about a failure', () => {
    const { text } = runPage(
      summary(
        ['Read', { state: 'ok', status: 200, duration: 143 }],
        ['Rename it', { state: 'failed', status: 403, duration: 21, code: 'Denied', message: 'No\nright.' }],
        ['Last'],
      ),
      'Requests of a.graph.http → Sandbox',
      'today',
    );
    assert.equal(
      text,
      [
        'Requests of a.graph.http → Sandbox',
        '1 of 3 requests was done. “Rename it”: 403 Forbidden · 21 ms. 1 was not sent.',
        'today · 1.24 s in all',
        '',
        '  1  ✓  Read       200 · 143 ms',
        '  2  ✗  Rename it  403 Forbidden · 21 ms',
        '        Denied: No right.',
        '  3  –  Last       left out',
        '',
      ].join('\n'),
    );
  });

  test('says why something was not sent, or that nobody knows', () => {
    const { text } = runPage(
      summary(
        ['A', { state: 'failed', code: 'request-edited', message: 'It was edited meanwhile.' }],
        ['B', { state: 'unknown', code: 'answer-lost', message: 'The connection broke.' }],
      ),
      '',
      '',
    );
    assert.match(text, /1 {2}✗ {2}A {2}not sent\n +It was edited meanwhile\.\n/);
    assert.match(text, /2 {2}\? {2}B {2}outcome unknown\n +The connection broke\.\n/);
  });

  test('shows no token that a service repeats, and no characters that leave the line', () => {
    const message = `Bad token ${TOKEN}\u202e\u0007\u2028 here`;
    const { text } = runPage(
      summary([`Title\r\n\u202e`, { state: 'failed', status: 401, duration: 1, code: 'X', message }]),
      '',
      '',
    );
    assert.ok(!text.includes(TOKEN.slice(0, 30)), text);
    for (const unwanted of ['\u202e', '\u0007', '\u2028', '\r']) assert.ok(!text.includes(unwanted));
    assert.equal(text.split('\n').length, 7);
  });

  test('finds each title where it stands, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { minLength: 1, maxLength: 12 }),
        (all) => {
          const { text, titles } = runPage(summary(...all.map((title) => [title] as const)), 'h', 'w');
          const lines = text.split('\n').slice(4, -1);
          assert.equal(lines.length, all.length);
          const starts = lines.map((_, at) => text.indexOf(lines[at] ?? '', titles[at - 1]?.end ?? 0));
          for (const [at, { start, end }] of titles.entries()) {
            assert.ok([...text.slice(start, end)].length <= 56);
            const line = text.slice(text.lastIndexOf('\n', start) + 1, text.indexOf('\n', start));
            assert.equal(line, lines[at]);
            assert.match(text.slice(end), /^ {2,}left out\n/);
          }
          assert.equal(starts.length, titles.length);
        },
      ),
    );
  });
});
