import { deepEqual, equal, ok } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { common } from '../../../../src/core/change/compare/sequence.ts';
import { numberAt, readObject } from '../../../../src/core/change/exact.ts';
import type { ValueView } from '../../../../src/core/change/show/rows.ts';
import { valueViews } from '../../../../src/core/change/show/valueView.ts';
import { wordDiff } from '../../../../src/core/change/show/wordDiff.ts';
import { partsText, viewText } from '../../../support/changes.ts';

const OPTIONS = { mask: (text: string) => text, limit: 3_000 };

/** Two JSON values, compared, with their marks. */
function views(a: string, b: string): readonly [string, string] {
  const holder = readObject(`{"a":${a},"b":${b}}`) ?? {};
  const side = (name: string) => ({
    value: holder[name],
    written: numberAt(holder, name),
    known: true,
    secret: false,
  });
  const [one, two] = valueViews(side('a'), side('b'), OPTIONS);
  return [viewText(one), viewText(two)];
}

function words(a: string, b: string, limit = 3_000): readonly [string, string] {
  const [one, two] = wordDiff(a, b, limit);
  return [partsText(one), partsText(two)];
}

/** The text of a value, marks and counts left out. */
function plain(view: ValueView): string {
  ok(view.kind === 'text');
  return view.parts.map((part) => ('text' in part ? part.text : '')).join('');
}

describe('two texts', () => {
  it('have the words marked in which they differ', () => {
    deepEqual(words('the quick brown fox', 'the slow brown fox'), [
      'the [quick] brown fox',
      'the [slow] brown fox',
    ]);
    deepEqual(words('approval', 'approval for partners'), ['approval', 'approval[ for partners]']);
    deepEqual(words('a-b/c', 'a-x/c'), ['a-[b]/c', 'a-[x]/c']);
    deepEqual(words('same', 'same'), ['same', 'same']);
  });

  it('are marked whole where they have next to nothing in common', () => {
    deepEqual(words('one of these', 'another is that'), ['[one of these]', '[another is that]']);
    deepEqual(words('', 'a'), ['', '[a]']);
  });

  it('end a part where only the other one has something, so that the place can be shown', () => {
    const [before, now] = wordDiff('one two three', 'one two and a half three', 3_000);
    deepEqual(before, [{ text: 'one two ' }, { text: 'three' }]);
    deepEqual(now, [{ text: 'one two ' }, { text: 'and a half ', differs: true }, { text: 'three' }]);
  });

  it('that are long keep what differs, wherever it is, and count what is left out', () => {
    const long = 'word '.repeat(10_000);
    const [before, now] = words(`${long}old ${long}`, `${long}new ${long}`, 1_000);
    ok(/^…\d+….*\[old\].*…\d+…$/.test(before), before.slice(0, 60));
    ok(now.includes('[new]') && now.length < 1_200, String(now.length));
  });

  it('never lose or invent a character, and never tear one apart', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b ', '😀', 'é', '\u200d', '.', '\n'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 80 }), (a, b, limit) => {
        for (const [index, parts] of wordDiff(a, b, limit).entries()) {
          const whole = [a, b][index] ?? '';
          const shown = parts.map((part) => ('text' in part ? part.text : '')).join('');
          const left = parts.reduce((sum, part) => sum + ('gap' in part ? part.gap : 0), 0);
          equal(shown.length + left, whole.length);
          ok(whole.includes(shown));
          ok(!/\p{Surrogate}/u.test(shown), JSON.stringify(shown));
        }
        const [of, to] = wordDiff(a, b, 3_000).map((parts) =>
          parts.map((part) => ('text' in part && !part.differs ? part.text : '')).join(''),
        );
        ok(a === b || of !== a || to !== b, 'something is marked');
      }),
      { numRuns: 500 },
    );
  });

  it('are compared quickly, however they are made', () => {
    const a = Array.from({ length: 3_000 }, (_, index) => (index * 7) % 11).join(' ');
    const b = Array.from({ length: 3_000 }, (_, index) => (index * 5) % 13).join(' ');
    equal(wordDiff(a, b, 1_000_000).length, 2);
  });
});

describe('two values beside each other', () => {
  it('are JSON: a text in quotes, null, and nothing at all', () => {
    deepEqual(views('"a"', 'null'), ['["a"]', '[null]']);
    const known = { known: true, secret: false };
    const [none, text] = valueViews({ value: undefined, ...known }, { value: 'a', ...known }, OPTIONS);
    deepEqual([viewText(none), viewText(text)], ['none', '["a"]']);
    const [unknown, now] = valueViews(
      { value: 1, known: false, secret: false },
      { value: 'a', ...known },
      OPTIONS,
    );
    deepEqual([viewText(unknown), viewText(now)], ['unknown', '"a"']);
  });

  it('that are secret are not shown, unless there is none', () => {
    const secret = { known: true, secret: true };
    const [before, now] = valueViews({ value: null, ...secret }, { value: 'hunter2', ...secret }, OPTIONS);
    deepEqual([viewText(before), viewText(now)], ['[null]', 'masked']);
  });

  it('keep the digits of numbers', () => {
    deepEqual(views('12345678901234567890', '[1.10]'), ['[12345678901234567890]', '{only 1.10}']);
    deepEqual(views('[12345678901234567890]', '[12345678901234567891]'), [
      '{only 12345678901234567890}',
      '{only 12345678901234567891}',
    ]);
  });

  it('are masked in every text', () => {
    const mask = (text: string) => text.replaceAll('hunter2', '•••');
    const side = (value: unknown) => ({ value, known: true, secret: false });
    const shown = valueViews(side(['say hunter2']), side('hunter2!'), { ...OPTIONS, mask }).map(viewText);
    deepEqual(shown, ['{only "say •••"}', '["•••!"]']);
    deepEqual(valueViews(side({ password: 'x' }), side(1), OPTIONS).map(viewText)[0], '[{"password":"•••"}]');
  });
});

describe('two collections', () => {
  it('tell which items came and went, changed or moved', () => {
    deepEqual(views('["a","b"]', '["a","c"]'), ['{"a", only "b"}', '{"a", only "c"}']);
    deepEqual(views('["a","b"]', '["b","a"]'), ['{moved "a", "b"}', '{"b", moved "a"}']);
    deepEqual(views('[{"id":"1","x":"old"}]', '[{"id":"1","x":"new"},{"id":"2"}]'), [
      '{changed {"id":"1","x":"[old]"}}',
      '{changed {"id":"1","x":"[new]"}, only {"id":"2"}}',
    ]);
    deepEqual(views('[]', '["a"]'), ['[]', '{only "a"}']);
  });

  it('leave out what both have, away from what differs', () => {
    const items = Array.from({ length: 1_000 }, (_, index) => index);
    const [before, now] = views(JSON.stringify(items), JSON.stringify([...items, 'new']));
    equal(before, '{1000 same}');
    equal(now, '{999 same, 999, only "new"}');
  });

  it('are bounded, and count what does not fit', () => {
    const items = (text: string) =>
      JSON.stringify(Array.from({ length: 5_000 }, (_, index) => `${text}${index}`));
    const [before, now] = views(items('a'), items('b'));
    ok(before.length < 12_000 && now.length < 12_000);
    ok(/\d+ more}$/.test(before), before.slice(-40));
  });
});

describe('what two sequences have in common', () => {
  it('is a subsequence of both', () => {
    const list = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 20 });
    fc.assert(
      fc.property(list, list, (a, b) => {
        const { inA, inB } = common(a, b);
        deepEqual([inA.length, inB.length], [a.length, b.length]);
        deepEqual(
          a.filter((_, index) => inA[index]),
          b.filter((_, index) => inB[index]),
        );
      }),
    );
  });

  it('is as long as it can be', () => {
    equal(common([...'abcbdab'], [...'bdcaba']).inA.filter(Boolean).length, 4);
  });
});

describe('a value of one side', () => {
  it('is cut where it is too long', () => {
    const side = (value: unknown) => ({ value, known: true, secret: false });
    const [view] = valueViews(side('x'.repeat(5_000)), { value: 1, known: false, secret: false }, OPTIONS);
    equal(plain(view).length, 3_000);
    equal(viewText(view).slice(-7), 'x…2002…');
  });
});
