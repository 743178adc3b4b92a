import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { looksLikeJson, tokens } from '../../../src/webview/raw/tokens.ts';
import { durationText, isSafeLink, pathText, sizeText, timeText } from '../../../src/webview/text/format.ts';
import { timingText } from '../../../src/webview/text/timing.ts';
import { startOf, visibleRuns } from '../../../src/webview/text/visible.ts';
import { cut } from '../samples.ts';

/** Characters that hide, act or need two units, among plain ones. */
const NASTY = [
  'a',
  ' ',
  '\n',
  '\t',
  '\u0000',
  '\u200b',
  '\u200d',
  '\u202e',
  '\ufe0f',
  '\u{e0100}',
  '\u{e0041}',
  '\ud83d',
  '\udcbb',
  '👩',
  '葛',
  'é',
];

const shown = (text: string, keep?: string) =>
  visibleRuns(text, keep)
    .map((run) => (typeof run === 'string' ? run : `[${run.label}]`))
    .join('');

describe('hidden characters', () => {
  it('are shown by their labels', () => {
    equal(shown('a\u202eb'), 'a[U+202E]b');
    equal(shown('\u200b\u200b\u200bx\u200b'), '[U+200B ×3]x[U+200B]');
    equal(shown('a\r\n\tb'), 'a[\\r][\\n][\\t]b');
    equal(shown('\u0000\u001b\u007f\u0085'), '[U+0000][U+001B][U+007F][U+0085]');
    equal(shown('\ufeff\u2060\u00ad\u2066\u061c'), '[U+FEFF][U+2060][U+00AD][U+2066][U+061C]');
    equal(shown('\u3164\u115f\u2028'), '[U+3164][U+115F][U+2028]');
    equal(shown('\ud83d'), '[U+D83D]');
    equal(shown('a\u{e0041}'), 'a[U+E0041]');
  });

  it('are left where they are part of a letter or a picture', () => {
    for (const text of ['👩‍💻 👩🏽‍🚀 🏳️‍🌈 ❤️', 'é naïve', 'مرحبا', '葛\u{e0100}', '日本語', ''])
      equal(shown(text), text);
  });

  it('that select variants are shown where they stand alone', () => {
    equal(shown('\ufe0f'), '[U+FE0F]');
    equal(shown('a\ufe0f\ufe01'), 'a\ufe0f[U+FE01]');
    equal(shown('a\u{e0100}'), 'a[U+E0100]');
  });

  it('may be kept', () => equal(shown('a\tb\u200b', '\t'), 'a\tb[U+200B]'));

  it('give the text back, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...NASTY), maxLength: 30 }), (text) => {
        equal(
          visibleRuns(text)
            .map((run) => (typeof run === 'string' ? run : run.text))
            .join(''),
          text,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('never lose half a pair where a text is cut', () => {
    equal(startOf('a😀b', 2), 'a');
    equal(startOf('a😀b', 3), 'a😀');
    equal(startOf('ab', 5), 'ab');
  });
});

describe('numbers and addresses', () => {
  it('are as a person reads them', () => {
    deepEqual([0, 312.4, 999.4, 999.6, 1249, 59_990, 60_000, 125_000].map(durationText), [
      '0 ms',
      '312 ms',
      '999 ms',
      '1.00 s',
      '1.25 s',
      '59.99 s',
      '1 min 0 s',
      '2 min 5 s',
    ]);
    deepEqual([0, 1023, 1024, 1_048_575, 5_242_880].map(sizeText), [
      '0 B',
      '1023 B',
      '1.0 KB',
      '1.0 MB',
      '5.0 MB',
    ]);
    equal(pathText('https://graph.microsoft.com/v1.0/me?$select=id'), '/v1.0/me?$select=id');
    equal(pathText('/v1.0/me'), '/v1.0/me');
    equal(pathText('javascript:alert(1)'), 'javascript:alert(1)');
    equal(timeText('no time', new Date()), 'no time');
    const now = new Date();
    ok(!timeText(now.toISOString(), now).includes(String(now.getFullYear())));
    ok(timeText('2026-03-02T13:37:42Z', new Date('2027-03-02T20:00:00Z')).includes('2026'));
  });

  it('open only where they are https', () => {
    ok(isSafeLink('https://learn.microsoft.com/graph'));
    ok(isSafeLink('HTTPS://learn.microsoft.com'));
    for (const url of [
      'http://a.com',
      'javascript:alert(1)',
      ' https://a.com',
      'command:x',
      'https:a',
      'https://',
      'file:///etc',
      '',
      undefined,
    ]) {
      equal(isSafeLink(url), false, url);
    }
  });
});

describe('what a duration consists of', () => {
  it('is told phase by phase, after the waits', () => {
    deepEqual(timingText(cut).split('\n'), [
      'Duration: 12.34 s',
      '7.00 s waiting to send again, after 429',
      '3.00 s waiting to send again, after 503',
      '3 ms finding the host',
      '12 ms connecting',
      '31 ms securing the connection',
      '290 ms waiting for the answer',
      '2.00 s reading the answer',
    ]);
  });

  it('names a proxy, and a connection that was there', () => {
    deepEqual(timingText({ phases: { reused: false, tunnel: 5, waiting: 1, body: 0 } }).split('\n'), [
      'Duration',
      '5 ms reaching the proxy',
      '1 ms waiting for the answer',
      '0 ms reading the answer',
    ]);
    match(
      timingText({ phases: { reused: true, waiting: 1, body: 0 } }),
      /over a connection that was open already$/,
    );
    equal(timingText({}), 'Duration');
  });
});

describe('colours of JSON', () => {
  const kinds = (line: string) => tokens(line).map(({ kind, text }) => `${kind} ${text}`);

  it('tell names, strings, numbers and words', () => {
    deepEqual(kinds('  "a\\"b": "c",'), ['plain   ', 'name "a\\"b"', 'plain : ', 'string "c"', 'plain ,']);
    deepEqual(kinds('[-1.5e+3, true, null]'), [
      'plain [',
      'number -1.5e+3',
      'plain , ',
      'word true',
      'plain , ',
      'word null',
      'plain ]',
    ]);
    deepEqual(kinds('"cut off'), ['string "cut off']);
  });

  it('lose nothing of any line', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', '\\', ':', '1', '-', 'true', 'x', ' ', '{', ',') }),
        (line) => {
          equal(
            tokens(line)
              .map(({ text }) => text)
              .join(''),
            line,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are for JSON only', () => {
    ok(looksLikeJson(' {"a":1}'));
    ok(!looksLikeJson('<html>'));
  });
});
